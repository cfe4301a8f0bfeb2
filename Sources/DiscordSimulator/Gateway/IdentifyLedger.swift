/// Counts one bot's IDENTIFYs: the daily budget, and the pace of each `max_concurrency` bucket.
///
/// <https://docs.discord.com/developers/events/gateway#session-start-limit-object>
struct IdentifyLedger {
    enum Verdict: Equatable {
        case admitted
        /// Answered with op 9; not counted.
        case tooFast
        /// Discord now resets the token.
        case overBudget
    }

    private static let day = Duration.seconds(86_400)

    private var used = 0
    private var windowEnd: Duration?
    /// When each bucket admitted its last one.
    private var lastInBucket: [Int: Duration] = [:]

    mutating func identify(shard: Int, at now: Duration, limits: GatewayLimits) -> Verdict {
        let bucket = shard % max(1, limits.maxConcurrency)
        if let last = lastInBucket[bucket], now - last < limits.identifyInterval { return .tooFast }
        if remaining(at: now, limits: limits) == 0 { return .overBudget }
        if (windowEnd ?? .zero) <= now {
            windowEnd = now + Self.day
            used = 0
        }
        used += 1
        lastInBucket[bucket] = now
        return .admitted
    }

    func remaining(at now: Duration, limits: GatewayLimits) -> Int {
        guard let windowEnd, windowEnd > now else { return limits.sessionStarts }
        return max(0, limits.sessionStarts - used)
    }

    /// Until the budget is whole again.
    func resetAfter(at now: Duration) -> Duration { max(.zero, (windowEnd ?? .zero) - now) }
}
