/// Discord's "too many requests": who has to wait, and how long.
package struct Throttle: Equatable, Sendable {
    package enum Scope: String, Sendable {
        /// One bucket of ours.
        case user
        /// Everything that counts to the global limit.
        case global
        /// One bucket that others share; not held against us.
        case shared
        /// Cloudflare, before Discord was asked: this address has to be silent.
        case cloudflare
    }

    /// What nobody waits out in one go; asked again then, it will be told anew.
    static let longest = Duration.seconds(24 * 3600)

    package let scope: Scope
    /// Nil where the answer does not say it.
    package let wait: Duration?

    package init(scope: Scope, wait: Duration?) {
        self.scope = scope
        self.wait = wait.map { min($0, Self.longest) }
    }

    /// - Parameter answer: the body; nil where it was no JSON object.
    package init(_ headers: ResponseHeaders, answer: ErrorAnswer?) {
        guard let answer else {
            self.init(scope: .cloudflare, wait: headers.retryAfter)
            return
        }
        // The body has the fraction of a second that the header lacks; the larger one is safe.
        let waits = [answer.retryAfter, headers.retryAfter].compactMap { $0 }
        let scope: Scope =
            if headers.isGlobal || answer.isGlobal || headers.scope == .global {
                .global
            } else {
                headers.scope == .shared ? .shared : .user
            }
        self.init(scope: scope, wait: waits.max())
    }
}
