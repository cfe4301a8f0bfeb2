/// Decides who may call a provider now, who waits, and who is turned away. Pure: time comes with every event.
///
/// At most `concurrent` calls run at once and at most `perMinute` start in any
/// sixty seconds. Waiting is fair between speakers by start-time fair queueing:
/// a speaker's first waiting request counts as asked "now", each further one a
/// turn later, and the earliest turn goes first. So one speaker's fifty requests
/// stand behind another's first. "Now" moves on by a share of a turn whenever
/// somebody is passed over, so that newcomers, however many, starve nobody.
///
/// See Goyal, Vin, Cheng: Start-Time Fair Queueing (SIGCOMM 1996).
struct Admission {
    typealias Ticket = Int

    struct Rules: Equatable {
        var concurrent = 5
        var perMinute = 60
        /// Beyond it the newest request of whoever has most waiting is turned away.
        var queue = 100
        /// How long a request may wait.
        var patience = Duration.seconds(60)
        /// However long a provider asks us to stay away.
        static let longestPause = Duration.seconds(600)
    }

    enum Decision: Equatable {
        case go(Ticket)
        case turnAway(Ticket, Reason)
    }

    enum Reason: Equatable {
        case queueIsFull
        case waitedTooLong
        /// The provider asked us to stay away for longer than this request may wait.
        case paused(Duration)
    }

    private struct Waiting {
        let ticket: Ticket
        let deadline: Duration
    }

    private let rules: Rules
    private(set) var running = 0
    private(set) var pausedUntil: Duration = .zero
    /// When the calls of the last minute started, oldest first.
    private var starts: [Duration] = []
    /// Each speaker's waiting requests, oldest first; no line is empty.
    private var lines: [String: [Waiting]] = [:]
    /// Each speaker's next turn. Of those with nothing waiting the latest thousand are remembered: whoever
    /// is forgotten may get one turn too early.
    private var turns = LRUCache<String, Double>(capacity: 1000)
    /// Now, in turns: the latest one that was served, or a little more.
    private var turn = 0.0

    init(_ rules: Rules = Rules()) { self.rules = rules }

    var waiting: Int { lines.values.reduce(0) { $0 &+ $1.count } }

    // MARK: Events

    mutating func arrive(_ ticket: Ticket, speaker: String, now: Duration) -> [Decision] {
        var decisions = settle(now)
        let deadline = now + rules.patience
        guard pausedUntil <= deadline else {
            return decisions + [.turnAway(ticket, .paused(pausedUntil - now))]
        }
        if lines[speaker] == nil { turns.set(max(turns.peek(speaker) ?? 0, turn), for: speaker) }
        lines[speaker, default: []].append(Waiting(ticket: ticket, deadline: deadline))
        decisions += settle(now)
        if waiting > rules.queue, let crowded = lines.max(by: { isLessCrowded($0, $1) })?.key,
            let last = removeLast(of: crowded)
        {
            decisions.append(.turnAway(last, .queueIsFull))
        }
        return decisions
    }

    /// The request does not wait any more.
    mutating func giveUp(_ ticket: Ticket, now: Duration) -> [Decision] {
        if let (speaker, line) = lines.first(where: { $0.value.contains { $0.ticket == ticket } }) {
            let rest = line.filter { $0.ticket != ticket }
            lines[speaker] = rest.isEmpty ? nil : rest
        }
        return settle(now)
    }

    /// A call has ended.
    mutating func finish(now: Duration) -> [Decision] {
        running = max(0, running &- 1)
        return settle(now)
    }

    /// The provider asked us to stay away for so long.
    mutating func pause(for duration: Duration, now: Duration) -> [Decision] {
        pausedUntil = max(pausedUntil, now + min(max(duration, .zero), Rules.longestPause))
        return settle(now)
    }

    /// Time has passed: see ``nextWake``.
    mutating func wake(now: Duration) -> [Decision] { settle(now) }

    /// When something changes though nothing happens; nil where nobody waits.
    func nextWake(now: Duration) -> Duration? {
        guard let deadline = lines.values.compactMap(\.first?.deadline).min() else { return nil }
        guard running < rules.concurrent else { return deadline }
        return min(deadline, earliestStart(now))
    }

    // MARK: Decisions

    private mutating func settle(_ now: Duration) -> [Decision] {
        var decisions = turnAway(now)
        starts.removeFirst(starts.prefix { $0 + .seconds(60) <= now }.count)
        while running < rules.concurrent, earliestStart(now) <= now, let ticket = admitNext(now) {
            decisions.append(.go(ticket))
        }
        return decisions
    }

    /// When the next call could start as far as the pause and the minute go.
    private func earliestStart(_ now: Duration) -> Duration {
        guard starts.count >= rules.perMinute, let oldest = starts.first else { return max(pausedUntil, now) }
        return max(pausedUntil, oldest + .seconds(60), now)
    }

    private mutating func admitNext(_ now: Duration) -> Ticket? {
        guard let speaker = lines.min(by: { isEarlier($0, $1) })?.key, var line = lines[speaker] else { return nil }
        let next = line.removeFirst()
        lines[speaker] = line.isEmpty ? nil : line
        let own = turns.peek(speaker) ?? turn
        if own > turn { turn = own } else if !lines.isEmpty { turn += 1 / Double(lines.count + 1) }
        turns.set(own + 1, for: speaker)
        starts.append(now)
        running &+= 1
        return next.ticket
    }

    /// By turn; within a turn, by who asked first.
    private func isEarlier(_ one: (key: String, value: [Waiting]), _ other: (key: String, value: [Waiting])) -> Bool {
        let (turn, otherTurn) = (turns.peek(one.key) ?? 0, turns.peek(other.key) ?? 0)
        if turn != otherTurn { return turn < otherTurn }
        return (one.value.first?.ticket ?? 0) < (other.value.first?.ticket ?? 0)
    }

    /// By how many wait; among equals, whoever came last has the most to lose.
    private func isLessCrowded(
        _ one: (key: String, value: [Waiting]), _ other: (key: String, value: [Waiting])
    ) -> Bool {
        if one.value.count != other.value.count { return one.value.count < other.value.count }
        return (one.value.last?.ticket ?? 0) < (other.value.last?.ticket ?? 0)
    }

    private mutating func removeLast(of speaker: String) -> Ticket? {
        var line = lines[speaker] ?? []
        let last = line.popLast()
        lines[speaker] = line.isEmpty ? nil : line
        return last?.ticket
    }

    /// Those whose time is up, and those who could not be served before it is.
    private mutating func turnAway(_ now: Duration) -> [Decision] {
        var decisions: [Decision] = []
        for (speaker, line) in lines {
            let kept = line.filter { $0.deadline > now && $0.deadline >= pausedUntil }
            guard kept.count < line.count else { continue }
            lines[speaker] = kept.isEmpty ? nil : kept
            for gone in line where gone.deadline <= now || gone.deadline < pausedUntil {
                decisions.append(
                    .turnAway(gone.ticket, gone.deadline <= now ? .waitedTooLong : .paused(pausedUntil - now)))
            }
        }
        return decisions
    }
}
