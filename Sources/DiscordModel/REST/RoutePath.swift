/// The path of a route, made of literals and of values that cannot bring a `/` or `..` of their own.
///
///     "/channels/\(channel: channel)/messages/\("message.id", message)"
struct RoutePath: ExpressibleByStringInterpolation {
    /// `/channels/{channel.id}/messages/{message.id}`
    let template: String
    let path: String
    /// What Discord counts apart from others of the same template; empty where there is no such thing.
    let major: String

    init(stringLiteral literal: String) {
        template = literal
        path = literal
        major = ""
    }

    init(stringInterpolation parts: Interpolation) {
        template = parts.template
        path = parts.path
        major = parts.major
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var template = ""
        fileprivate var path = ""
        fileprivate var major = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) {
            template += literal
            path += literal
        }

        mutating func appendInterpolation(channel id: Snowflake) { append("channel.id", "\(id)", kind: "channel") }

        mutating func appendInterpolation(guild id: Snowflake) { append("guild.id", "\(id)", kind: "guild") }

        mutating func appendInterpolation(webhook id: Snowflake) { append("webhook.id", "\(id)", kind: "webhook") }

        /// Two segments: the id and the token.
        mutating func appendInterpolation(webhook id: Snowflake, token: String) {
            append("webhook.id}/{webhook.token", "\(id)/\(Self.segment(token))", kind: "webhook")
        }

        /// Two segments: the id and the token.
        mutating func appendInterpolation(interaction id: Snowflake, token: String) {
            append("interaction.id}/{interaction.token", "\(id)/\(Self.segment(token))", kind: "interaction")
        }

        mutating func appendInterpolation(_ name: StaticString, _ id: Snowflake) { append("\(name)", "\(id)") }

        mutating func appendInterpolation(_ name: StaticString, _ number: Int) { append("\(name)", "\(number)") }

        mutating func appendInterpolation(_ name: StaticString, text: String) {
            append("\(name)", Self.segment(text))
        }

        private mutating func append(_ name: String, _ value: String, kind: String? = nil) {
            template += "{\(name)}"
            path += value
            if let kind { major = "\(kind)/\(value)" }
        }

        /// Dots alone would climb up in the path, and nothing would end it: a `-` stands for them and finds nothing.
        private static func segment(_ text: String) -> String {
            text.utf8.allSatisfy { $0 == UInt8(ascii: ".") } ? "-" : PercentEncoding.encode(text)
        }
    }
}
