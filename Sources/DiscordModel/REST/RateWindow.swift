/// What is known of one of Discord's buckets: how much may still be sent, and until when.
///
/// Requests that are on their way may be counted in this window or in the next one: they are taken off both.
struct RateWindow: Sendable {
    enum Opening: Equatable {
        case at(Duration)
        /// When one of its requests is answered.
        case afterAnswer
    }

    private enum Knowledge: Equatable {
        /// Nothing was answered yet: one request at a time.
        case nothing
        /// It was answered without a word on limits.
        case unlimited
        case limited(Int)
    }

    /// Room for what clocks and headers round away.
    static let margin = Duration.milliseconds(10)
    /// What a window is taken to last when a request was lost before any answer said it.
    static let usualPeriod = Duration.seconds(5)

    /// What waits here, or is on its way.
    var lanes: [LaneKey] = []
    var inFlight = 0
    private var knowledge = Knowledge.nothing
    private var remaining = 0
    /// Nil: the window begins with the next request that Discord counts.
    private var resetAt: Duration?
    /// Discord's own name for the window: when it ends by its clock.
    private var stamp: Double?
    private var period = Duration.zero
    private var blockedUntil = Duration.zero
    private var strikes = 0

    /// Nothing would be forgotten with it.
    func isIdle(at now: Duration) -> Bool {
        lanes.isEmpty && inFlight == 0 && blockedUntil <= now && (resetAt ?? now) <= now
    }

    mutating func opening(at now: Duration) -> Opening {
        guard blockedUntil <= now else { return .at(blockedUntil) }
        switch knowledge {
        case .nothing: return inFlight == 0 ? .at(now) : .afterAnswer
        case .unlimited: return .at(now)
        case .limited(let limit):
            refill(to: limit, at: now)
            if remaining > 0 { return .at(now) }
            return resetAt.map { .at($0) } ?? .afterAnswer
        }
    }

    /// Nil where nothing was said of limits.
    func allowance(at now: Duration) -> RateAllowance? {
        guard case .limited(let limit) = knowledge else { return nil }
        return RateAllowance(
            limit: limit, remaining: max(0, remaining + inFlight), resetAfter: max(.zero, (resetAt ?? now) - now))
    }

    mutating func begin() {
        inFlight += 1
        remaining -= 1
    }

    mutating func end() { inFlight -= 1 }

    /// - Parameter headers: nil where no answer came: the request may have been counted or not.
    mutating func heed(_ headers: ResponseHeaders?, at now: Duration) {
        guard let headers else {
            if case .limited = knowledge {
                resetAt = max(resetAt ?? now, now + (period > .zero ? period : Self.usualPeriod))
            }
            return
        }
        guard let limit = headers.limit, let left = headers.remaining, let resetAfter = headers.resetAfter else {
            if knowledge == .nothing { knowledge = .unlimited }
            return
        }
        learn(limit: max(limit, 1), left: left, resetAfter: resetAfter, stamp: headers.reset, at: now)
    }

    /// - Parameter wait: nil or very short where the answer made no sense; then each strike waits longer.
    mutating func block(for wait: Duration?, at now: Duration) {
        strikes += 1
        remaining = 0
        blockedUntil = max(blockedUntil, now + max(wait ?? .zero, Patience.wait(afterStrikes: strikes)))
    }

    mutating func pass() { strikes = 0 }

    private mutating func refill(to limit: Int, at now: Duration) {
        if let resetAt, resetAt <= now {
            self.resetAt = nil
            remaining = limit - inFlight
        } else if resetAt == nil, inFlight == 0 {
            // All that was on its way was counted in windows that are over.
            remaining = limit
        }
    }

    private mutating func learn(limit: Int, left: Int, resetAfter: Duration, stamp: Double?, at now: Duration) {
        let end = now + resetAfter + Self.margin
        let isNew = knowledge == .nothing || knowledge == .unlimited || isLater(stamp)
        knowledge = .limited(limit)
        period = max(period, resetAfter)
        if isNew {
            remaining = left - inFlight
            resetAt = end
            self.stamp = stamp
        } else if let resetAt, isSame(stamp) {
            remaining = min(remaining, left - inFlight)
            // Both are late by what the answer took: the earlier one is nearer to the truth.
            self.resetAt = stamp == nil ? max(resetAt, end) : min(resetAt, end)
        }
    }

    private func isLater(_ other: Double?) -> Bool {
        guard let other, let stamp else { return resetAt == nil }
        return other > stamp + 0.005
    }

    private func isSame(_ other: Double?) -> Bool {
        guard let other, let stamp else { return true }
        return abs(other - stamp) <= 0.005
    }
}

/// Requests of one template and one major parameter.
struct LaneKey: Hashable, Sendable {
    /// Method and template.
    let endpoint: String
    let major: String
}

/// A bucket as Discord names it, or, before it did, as its endpoint names it.
struct WindowKey: Hashable, Sendable {
    let bucket: String
    let major: String
}
