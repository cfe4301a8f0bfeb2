/// What a REST request can be made to suffer.
package enum RESTFault: Sendable, Hashable {
    package enum Scope: String, Sendable, CaseIterable { case user, global, shared }

    /// 429 with `Retry-After` and body; also with `X-RateLimit-*`, if wanted.
    case rateLimited(Scope, retryAfter: Double, headers: Bool)
    /// 429 with a body that says this as `retry_after`, whatever it is (raw JSON), and no headers.
    case rateLimitedOddly(retryAfter: String)
    /// A status with Discord's JSON around it.
    case status(Int)
    /// The same with a code of Discord's, such as 30046.
    case refused(Int, code: Int)
    /// A page of Cloudflare's instead of JSON, without `Via`: 502, 524, or 429 for an address that is banned (1015).
    case cloudflare(Int)
    /// The answer waits so long; it is then the right one.
    case slow(Duration)
    /// The head and half of the body come, then the connection is torn down.
    case resetInBody
    /// The head comes and the body never ends.
    case endlessBody
    /// The connection closes before any answer.
    case drop
    /// The status with a body of so many bytes.
    case largeBody(Int, status: Int)
}

/// Which requests a fault is for.
package struct RESTMoment: Sendable, Hashable {
    /// Nil is any.
    package var method: String?
    /// What the path, without `/api/v10`, begins with.
    package var path: String

    package init(method: String? = nil, path: String = "/") {
        self.method = method
        self.path = path
    }

    func matches(method: String, path: String) -> Bool {
        (self.method ?? method) == method && Self.withoutVersion(path).hasPrefix(self.path)
    }

    static func withoutVersion(_ path: String) -> Substring {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.first == "api" else { return path[...] }
        let rest = parts.dropFirst(parts.dropFirst().first?.hasPrefix("v") == true ? 2 : 1)
        return Substring("/" + rest.joined(separator: "/"))
    }
}
