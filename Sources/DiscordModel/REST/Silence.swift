/// How long nothing at all may be sent, after Cloudflare turned a request away before Discord saw it.
///
/// What the answer says, or a quarter of an hour, twice as long each time it happens again, up to a day.
struct Silence: Sendable {
    static let shortest = Duration.seconds(15 * 60)
    static let longest = Duration.seconds(24 * 3600)

    private(set) var until = Duration.zero
    private var times = 0

    mutating func begin(for wait: Duration?, at now: Duration) {
        // Others were on their way when the first one was turned away.
        if until <= now { times += 1 }
        let doubled = min(Self.shortest * (1 << min(max(times - 1, 0), 7)), Self.longest)
        // A wait of nothing cannot be meant.
        let stated = wait.flatMap { $0 > .zero ? $0 : nil }
        until = max(until, now + min(stated ?? doubled, Self.longest))
    }

    /// Discord answered.
    mutating func pass(at now: Duration) {
        if until <= now { times = 0 }
    }
}
