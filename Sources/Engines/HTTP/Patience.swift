import NIOCore

/// Decides when to give up on an answer that does not come.
struct Patience {
    enum Verdict: Equatable {
        case lookAgain(at: NIODeadline)
        /// The limit that was broken, in the words of `InferenceError.timedOut`.
        case giveUp(wait: String)
    }

    private let limits: AnswerLimits
    private let start: NIODeadline
    private var lastBytes: NIODeadline?
    /// The reader is slower than the provider: that silence is ours.
    private var isPaused = false

    init(_ limits: AnswerLimits, start: NIODeadline) {
        self.limits = limits
        self.start = start
    }

    /// - Parameter isKeepAlive: a provider that only says that we should wait has not begun.
    mutating func heardBytes(at now: NIODeadline, isKeepAlive: Bool = false) {
        if !isKeepAlive || lastBytes != nil { lastBytes = now }
    }

    mutating func pause() { isPaused = true }

    mutating func resume(at now: NIODeadline) {
        isPaused = false
        lastBytes = now
    }

    /// Bytes only move a date that is looked at here, so a piece of the body costs no timer.
    func verdict(at now: NIODeadline) -> Verdict {
        let end = start + TimeAmount(limits.whole)
        let idle = TimeAmount(limits.nextToken)
        let (due, wait) =
            switch lastBytes {
            case nil: (start + TimeAmount(limits.firstToken), "first token")
            case _ where isPaused: (now + idle, "next token")
            case let last?: (last + idle, "next token")
            }
        if now >= end { return .giveUp(wait: "whole reply") }
        if now >= due { return .giveUp(wait: wait) }
        return .lookAgain(at: min(due, end, now + idle))
    }
}
