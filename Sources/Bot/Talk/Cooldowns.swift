import DiscordModel

/// Who did what when, so that nothing is done too often: commands used, remarks provoked.
///
/// At most ``limit`` are remembered; then those that are over go, and if none is, the one soonest over.
struct Cooldowns: Sendable {
    static let limit = 4_096

    private struct Key: Hashable {
        var deed: String
        var user: Snowflake
    }

    private var until: [Key: ContinuousClock.Instant] = [:]

    var count: Int { until.count }

    /// Begins the wait for the next time.
    ///
    /// - Returns: how long this person still has to wait; nil if it may be now.
    mutating func use(
        _ deed: String, by user: Snowflake, every cooldown: Duration, at now: ContinuousClock.Instant
    ) -> Duration? {
        let key = Key(deed: deed, user: user)
        if let end = until[key], end > now { return now.duration(to: end) }
        if until.count >= Self.limit { shrink(at: now) }
        until[key] = now.advanced(by: cooldown)
        return nil
    }

    /// It came to nothing, so it does not count.
    mutating func forgive(_ deed: String, by user: Snowflake) {
        until[Key(deed: deed, user: user)] = nil
    }

    private mutating func shrink(at now: ContinuousClock.Instant) {
        until = until.filter { $0.value > now }
        guard until.count >= Self.limit, let soonest = until.min(by: { $0.value < $1.value }) else { return }
        until[soonest.key] = nil
    }
}
