/// Decides which lore is told, by SillyTavern's rules.
/// <https://docs.sillytavern.app/usage/core-concepts/worldinfo/>
package struct LoreActivation: Sendable {
    /// Later messages count as this one, so that sums stay numbers.
    static let turnLimit = 1_000_000_000
    /// How often what entries say is looked at for more.
    static let passLimit = 16
    /// Characters of messages that are looked at, the newest first; what comes before is not.
    static let messageLimit = 256 << 10
    /// Characters of what entries say that are looked at for more; the rest is not.
    static let toldLimit = 256 << 10

    package let books: [LoreIndex]

    /// - Parameter books: earlier ones come first where orders are the same.
    package init(_ books: [LoreIndex]) { self.books = books }

    /// - Parameter chance: decides where entries have a probability, and between those of a group.
    package func outcome(
        of scene: LoreScene, after state: LoreState, using chance: inout some RandomNumberGenerator
    ) -> LoreOutcome {
        var scene = scene
        scene.turn = min(max(scene.turn, 0), Self.turnLimit)
        var run = LoreRun(books, scene, state)
        run.lookAtMessages()
        run.admit(run.candidates(), using: &chance)
        run.followUp(using: &chance)
        return run.outcome()
    }
}
