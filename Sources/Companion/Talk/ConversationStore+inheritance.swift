import Foundation

extension ConversationStore {
    /// Turns that a branch takes along from where it began.
    static let inheritedTurns = 6

    /// What a talk that branched off goes on from: the last that was said in the parent place before it began.
    /// Whoever reads a branch can read its parent.
    ///
    /// A summary of the parent's talk, where there is one, says more in less: it would stand here in their place.
    func inheritance(of turn: Turn, after history: [KeptTurn]) async throws -> [KeptTurn] {
        guard let parent = turn.place.parent else { return [] }
        let beginning = history.first?.saidAt ?? turn.saidAt
        let before = try await self.history(of: parent, limit: Self.turnsAtHand).filter { $0.saidAt < beginning }
        return Array(before.suffix(Self.inheritedTurns))
    }
}
