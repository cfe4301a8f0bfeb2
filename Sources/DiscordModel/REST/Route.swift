/// One of Discord's REST routes with its ids filled in.
///
/// Routes are made in this room only, from literals and ids, so that nobody's text can lead a request astray.
/// <https://docs.discord.com/developers/reference#http-api>
package struct Route: Hashable, Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// Who asks, and so what is counted.
    package enum Access: Sendable {
        /// The bot with its token; counts to its global limit.
        case bot
        /// Whoever holds the webhook's token. Counted as one of the bot's, since both come from one address.
        case webhook
        /// Whoever holds the interaction's token; outside the global limit.
        case interaction
    }

    package let method: Method
    /// `/channels/{channel.id}/messages/{message.id}`: for metrics and for the key of rate limits.
    package let template: String
    package let path: String
    package let major: String
    package let access: Access
    package let query: String
    /// Asking twice does what asking once does. Discord's `PATCH` sets members to values, so it may be repeated.
    package let isRepeatable: Bool

    init(_ method: Method, _ path: RoutePath, access: Access = .bot, isRepeatable: Bool? = nil, query: Query = [:]) {
        self.method = method
        template = path.template
        self.path = path.path
        major = path.major
        self.access = access
        self.query = query.text
        self.isRepeatable = isRepeatable ?? (method != .post)
    }

    /// With what stands behind the `?`.
    package var target: String { query.isEmpty ? path : "\(path)?\(query)" }

    package var countsToGlobalLimit: Bool { access != .interaction }
    package var isAuthorized: Bool { access == .bot }
}

extension Route {
    /// What stands behind the `?`; what is nil is left out.
    struct Query: ExpressibleByDictionaryLiteral {
        let text: String

        init(dictionaryLiteral items: (StaticString, (any Sendable & CustomStringConvertible)?)...) {
            text = items.compactMap { name, value in
                value.map { "\(name)=\(PercentEncoding.encode("\($0)"))" }
            }.joined(separator: "&")
        }
    }
}
