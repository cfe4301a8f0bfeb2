/// What Discord said last of one of its buckets.
package struct RateAllowance: Equatable, Sendable {
    /// Requests of one window, and those of this one that were not yet answered for.
    package var limit: Int
    package var remaining: Int
    /// Until the window is over.
    package var resetAfter: Duration

    package init(limit: Int, remaining: Int, resetAfter: Duration) {
        self.limit = limit
        self.remaining = remaining
        self.resetAfter = resetAfter
    }

    /// What both allow.
    package func narrowed(by other: RateAllowance?) -> RateAllowance {
        guard let other else { return self }
        return RateAllowance(
            limit: min(limit, other.limit), remaining: min(remaining, other.remaining),
            resetAfter: max(resetAfter, other.resetAfter))
    }
}

extension RateLimiter {
    /// Nil where nothing is known.
    package func allowance(of route: Route, at now: Duration) -> RateAllowance? {
        windows[window(of: LaneKey(route))]?.allowance(at: now)
    }
}

extension LaneKey {
    init(_ route: Route) { self.init(endpoint: "\(route.method.rawValue) \(route.template)", major: route.major) }
}
