import Foundation

/// Decides which turns of a talk are summarised next.
///
/// A summary has one audience and one character: what some heard and others did not, or what only one character was
/// told, never comes together in one text.
struct SummaryPlan {
    struct Stream: Hashable, Sendable {
        /// As it is stored.
        var audience: String
        /// Nil where no character was spoken to.
        var character: String?
    }

    struct Candidate: Sendable, Equatable {
        var turn: KeptTurn
        var stream: Stream
        /// The summary that stands for it.
        var summary: Int64?
        /// Whoever said it, or to whom it was said, wants nothing to be learnt.
        var isLeftOut: Bool

        fileprivate var isFree: Bool { summary == nil && !isLeftOut && turn.state != .pending && !turn.text.isEmpty }
    }

    enum Next: Equatable {
        case summarize([Candidate])
        /// Not before this moment, unless something is said.
        case wait(until: Date)
        case nothing
    }

    /// Turns of one summary: as many as a model reads with care.
    static let most = 50

    /// The last turns of a place, oldest first.
    let turns: [Candidate]
    let limits: SummaryLimits

    func next(at now: Date) -> Next {
        var wake: Date?
        for stream in streams {
            switch next(in: stream, at: now) {
            case .summarize(let chosen): return .summarize(chosen)
            case .wait(let date): wake = min(wake ?? date, date)
            case .nothing: continue
            }
        }
        return wake.map { .wait(until: $0) } ?? .nothing
    }

    /// All that has no summary yet, at most ``most``, the oldest first; nothing where it is too little to be one.
    func everything(in audiences: Set<String>) -> [Candidate] {
        for stream in streams {
            guard let first = stream.first, audiences.contains(first.stream.audience) else { continue }
            let free = stream.filter(\.isFree)
            if !gap(in: stream).isEmpty || free.count >= 2 { return Array(free.prefix(Self.most)) }
        }
        return []
    }

    private var streams: [[Candidate]] {
        let streams = Dictionary(grouping: turns, by: \.stream)
        return streams.values.sorted { ($0.first?.turn.id ?? 0) < ($1.first?.turn.id ?? 0) }
    }

    private func next(in stream: [Candidate], at now: Date) -> Next {
        let gap = gap(in: stream)
        guard gap.isEmpty else { return .summarize(Array(gap.prefix(Self.most))) }
        let free = stream.filter(\.isFree)
        guard free.count > limits.turns else { return older(of: free, atRestBy: now) }
        return .summarize(half(of: free))
    }

    private func older(of free: [Candidate], atRestBy now: Date) -> Next {
        guard free.count >= SummaryLimits.fewest, let last = free.last else { return .nothing }
        let rest = last.turn.saidAt.addingTimeInterval(limits.quiet)
        return rest <= now ? .summarize(half(of: free)) : .wait(until: rest)
    }

    /// What lost its summary, because a turn beside it was deleted or changed: no prompt carries it otherwise.
    private func gap(in stream: [Candidate]) -> [Candidate] {
        guard let last = stream.last(where: { $0.summary != nil }) else { return [] }
        return stream.filter { $0.isFree && $0.turn.id < last.turn.id }
    }

    /// The older half; an answer goes with its question.
    private func half(of free: [Candidate]) -> [Candidate] {
        let count = min(free.count / 2, Self.most)
        let answers = free.dropFirst(count).prefix { $0.turn.isAnswer }.prefix(2)
        return Array(free.prefix(count) + answers)
    }
}
