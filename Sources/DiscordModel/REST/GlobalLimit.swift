/// The limit on all of a bot's requests per second.
///
/// Discord counts when a request arrives, which is some time between its sending and its answer. So a request
/// counts here from its sending until a second after its answer: however Discord lays its seconds, no more
/// than the limit fall into one.
struct GlobalLimit: Sendable {
    static let window = Duration.milliseconds(1_010)

    private let limit: Int
    private(set) var inFlight = 0
    /// When the last answers came, oldest first; never more than `limit` of them matter.
    private var answered: [Duration] = []
    private var blockedUntil = Duration.zero
    private var strikes = 0

    init(perSecond limit: Int) { self.limit = limit }

    /// The earliest moment at which another request may go; it may turn out to be later.
    mutating func opening(at now: Duration) -> Duration {
        guard blockedUntil <= now else { return blockedUntil }
        answered.removeFirst(answered.firstIndex { $0 + Self.window > now } ?? answered.count)
        guard inFlight + answered.count >= limit else { return now }
        return (answered.first ?? now) + Self.window
    }

    mutating func begin() { inFlight += 1 }

    mutating func end(at now: Duration) {
        inFlight -= 1
        answered.append(now)
    }

    mutating func pass() { strikes = 0 }

    mutating func block(for wait: Duration?, at now: Duration) {
        strikes += 1
        blockedUntil = max(blockedUntil, now + max(wait ?? .zero, Patience.wait(afterStrikes: strikes)))
    }
}

enum Patience {
    /// The least wait where an answer gave none, or one too short to be true: half a second, doubling to a minute.
    static func wait(afterStrikes strikes: Int) -> Duration {
        min(.milliseconds(500) * (1 << min(max(strikes - 1, 0), 7)), .seconds(60))
    }
}
