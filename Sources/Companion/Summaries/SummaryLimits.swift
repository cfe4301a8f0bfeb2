import Foundation

/// When a talk gets a summary: when it has grown, or has come to rest.
struct SummaryLimits: Sendable, Equatable {
    /// Turns without a summary; with more, the older half gets one.
    var turns: Int
    /// Seconds without a word after which the older half of a shorter talk gets one too.
    var quiet: TimeInterval

    /// A talk that is shorter is read in full.
    static let fewest = 10

    /// Nil where nothing is summarised: what is said in a call passes.
    init?(_ kind: Place.Kind) {
        switch kind {
        case .text: self.init(turns: 50, quiet: 30 * 60)
        case .thread: self.init(turns: 30, quiet: 15 * 60)
        case .direct: self.init(turns: 20, quiet: 10 * 60)
        case .voice: return nil
        }
    }

    private init(turns: Int, quiet: TimeInterval) {
        self.turns = turns
        self.quiet = quiet
    }

    /// So that nothing falls between what is summarised and what a prompt carries word by word.
    func within(history limit: Int) -> SummaryLimits {
        SummaryLimits(turns: max(Self.fewest, min(turns, limit)), quiet: quiet)
    }
}
