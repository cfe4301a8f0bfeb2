/// What Discord's answers say about limits, read tolerantly: what makes no sense is not there.
///
/// <https://docs.discord.com/developers/topics/rate-limits#header-format>
package struct ResponseHeaders: Equatable, Sendable {
    package enum Scope: String, Sendable { case user, global, shared }

    package private(set) var limit: Int?
    package private(set) var remaining: Int?
    /// When the window ends, in seconds since 1970 by Discord's clock: tells one window from another.
    package private(set) var reset: Double?
    package private(set) var resetAfter: Duration?
    package private(set) var bucket: String?
    package private(set) var scope: Scope?
    package private(set) var isGlobal = false
    package private(set) var retryAfter: Duration?
    package private(set) var contentType = ""

    package init() {}

    /// - Parameter fields: names in any case.
    package init(_ fields: some Sequence<(String, String)>) {
        for (name, value) in fields { read(name.lowercased(), value) }
    }

    private mutating func read(_ name: String, _ value: String) {
        switch name {
        case "x-ratelimit-limit": limit = Self.count(value)
        case "x-ratelimit-remaining": remaining = Self.count(value)
        case "x-ratelimit-reset": reset = Self.seconds(value)
        case "x-ratelimit-reset-after": resetAfter = Self.seconds(value).map(Self.duration)
        case "x-ratelimit-bucket": bucket = value.isEmpty || value.utf8.count > 128 ? nil : value
        case "x-ratelimit-scope": scope = Scope(rawValue: value.lowercased())
        case "x-ratelimit-global": isGlobal = value.lowercased() == "true"
        case "retry-after": retryAfter = Self.seconds(value).map(Self.duration)
        case "content-type": contentType = String(value.lowercased().prefix(128))
        default: break
        }
    }

    private static func count(_ text: String) -> Int? {
        Int(text).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
    }

    /// Nil for what is no finite, positive number.
    static func seconds(_ text: String) -> Double? {
        guard text.utf8.count <= 32, let number = Double(text), number.isFinite, number >= 0 else { return nil }
        return number
    }

    /// At most a year, which stands for "never" here.
    static func duration(_ seconds: Double) -> Duration { .milliseconds(Int64(min(seconds, 31_536_000) * 1000)) }
}
