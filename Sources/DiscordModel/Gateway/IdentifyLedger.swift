/// Keeps the book of sessions that were started, and says when the next may be.
///
/// After 1,000 in a day Discord resets the bot's token, so the book outlives the process, and its limits are far
/// below: no loop of crashes comes near. All times are milliseconds since 1970.
package struct IdentifyLedger: Hashable, Codable, Sendable {
    package static let shortLimit = 10
    package static let dayLimit = 200
    static let shortWindow = 5 * 60_000
    static let day = 24 * 3_600_000
    /// Discord takes one each 5 s in a bucket; what was sent may arrive closer together.
    static let bucketPause = 5_500
    /// With fewer left than this, of the usual 1,000, none is started before they are renewed.
    static let reserve = 50

    private struct Start: Hashable, Codable {
        var at: Int
        var bucket: Int
    }

    /// What Discord said, and when.
    private struct Grant: Hashable, Codable {
        var total: Int
        var remaining: Int
        var buckets: Int
        var learnedAt: Int
        var pause: Int
    }

    private struct Block: Hashable, Codable {
        var until: Int
        var reason: String
    }

    /// Of the last day, the oldest first; never more than ``dayLimit``.
    private var starts: [Start] = []
    private var grant: Grant?
    private var block: Block?

    package init() {}

    package enum Answer: Hashable, Sendable {
        case now
        case notBefore(Int, because: String)
    }

    /// Whether `shard` may log in now. If so, it is written down at once: a start that is not on the book must not be.
    package mutating func start(_ shard: Shard, at now: Int) -> Answer {
        forget(at: now)
        let bucket = shard.bucket(of: grant?.buckets ?? 1)
        let obstacles = obstacles(for: bucket, at: now).filter { $0.until > now }
        if let longest = obstacles.max(by: { $0.until < $1.until }) {
            return .notBefore(longest.until, because: longest.reason)
        }
        starts.append(Start(at: now, bucket: bucket))
        return .now
    }

    package mutating func learn(_ limit: SessionStartLimit, at now: Int) {
        grant = Grant(
            total: limit.total, remaining: limit.remaining, buckets: limit.maxConcurrency, learnedAt: now,
            pause: min(max(0, limit.resetAfter), Self.day))
    }

    /// Nothing starts for a while.
    package mutating func block(forMilliseconds pause: Int, because reason: String, at now: Int) {
        block = Block(until: now &+ pause, reason: reason)
    }

    /// A clock that was set back must not hold what it wrote for longer than it would have.
    private mutating func forget(at now: Int) {
        for index in starts.indices { starts[index].at = min(starts[index].at, now) }
        starts.removeAll { $0.at <= now &- Self.day }
        if let until = block?.until { block?.until = min(until, now &+ Self.shortWindow) }
        if let learnedAt = grant?.learnedAt { grant?.learnedAt = min(learnedAt, now) }
    }

    private func obstacles(for bucket: Int, at now: Int) -> [Block] {
        var obstacles = block.map { [$0] } ?? []
        if let last = starts.last(where: { $0.bucket == bucket }) {
            obstacles.append(Block(until: last.at &+ Self.bucketPause, reason: "one each 5 s"))
        }
        if starts.count >= Self.shortLimit {
            let oldest = starts[starts.count - Self.shortLimit]
            obstacles.append(
                Block(until: oldest.at &+ Self.shortWindow, reason: "\(Self.shortLimit) in the last 5 minutes"))
        }
        if starts.count >= Self.dayLimit {
            let oldest = starts[starts.count - Self.dayLimit]
            obstacles.append(Block(until: oldest.at &+ Self.day, reason: "\(Self.dayLimit) in the last day"))
        }
        if let grant, let left = remaining(at: now), left < reserve(of: grant) {
            obstacles.append(Block(until: resetAt(grant), reason: "Discord allows only \(max(0, left)) more"))
        }
        return obstacles
    }

    /// By Discord's own count; nil where it has not said, or it was renewed since.
    package func remaining(at now: Int) -> Int? {
        guard let grant, now < resetAt(grant) else { return nil }
        return grant.remaining &- starts.count { $0.at >= grant.learnedAt }
    }

    private func resetAt(_ grant: Grant) -> Int { grant.learnedAt &+ grant.pause }

    /// A smaller allowance than the usual one has a smaller reserve.
    private func reserve(of grant: Grant) -> Int { min(Self.reserve, max(1, grant.total / 20)) }
}
