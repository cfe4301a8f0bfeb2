/// Who is in the middle of a talk with the bot, and where.
///
/// A talk is one person's in one channel: begun and renewed by each exchange, over after the timeout or
/// when that person ends it. At most ``limit`` are open; then the one longest silent is closed.
struct FollowUps: Sendable {
    static let limit = 4_096

    private let timeout: Duration
    private var lastExchange: [ChannelMember: Duration] = [:]

    init(timeout: Duration = .seconds(300)) { self.timeout = timeout }

    var count: Int { lastExchange.count }

    func isOpen(_ member: ChannelMember, at now: Duration) -> Bool {
        lastExchange[member].map { now - $0 < timeout } ?? false
    }

    /// The bot answered this person here.
    mutating func renew(_ member: ChannelMember, at now: Duration) {
        lastExchange[member] = now
        if lastExchange.count > Self.limit { shrink(at: now) }
    }

    /// - Returns: whether a talk was open.
    @discardableResult
    mutating func end(_ member: ChannelMember, at now: Duration) -> Bool {
        lastExchange.removeValue(forKey: member).map { now - $0 < timeout } ?? false
    }

    /// A channel is gone, and its talks with it.
    mutating func endAll(where isGone: (ChannelMember) -> Bool) {
        lastExchange = lastExchange.filter { !isGone($0.key) }
    }

    /// Those that are over go first, then the longest silent: an eighth at once, so that this is seldom.
    private mutating func shrink(at now: Duration) {
        lastExchange = lastExchange.filter { now - $0.value < timeout }
        guard lastExchange.count > Self.limit else { return }
        for (member, _) in lastExchange.sorted(by: { $0.value < $1.value }).prefix(Self.limit / 8) {
            lastExchange[member] = nil
        }
    }
}
