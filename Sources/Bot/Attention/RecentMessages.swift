import DiscordModel

/// The messages that came last, so that one which Discord sends twice is read once.
/// The oldest thousand is forgotten when two thousand are held.
struct RecentMessages: Sendable {
    static let generation = 1_000

    private var newer: Set<Snowflake> = []
    private var older: Set<Snowflake> = []

    var count: Int { newer.count + older.count }

    /// - Returns: whether it is new.
    mutating func insert(_ message: Snowflake) -> Bool {
        guard !older.contains(message), newer.insert(message).inserted else { return false }
        if newer.count >= Self.generation { (older, newer) = (newer, []) }
        return true
    }
}
