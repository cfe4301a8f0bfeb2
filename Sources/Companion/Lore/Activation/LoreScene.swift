/// What is happening: all that decides which lore is told now.
package struct LoreScene {
    package struct Message: Sendable, Hashable {
        /// Is looked at too, where it is not empty.
        package var speaker: String
        package var text: String

        package init(speaker: String, text: String) {
            self.speaker = speaker
            self.text = text
        }
    }

    /// The last ones, the newest last. Earlier ones than the books look at need not be here.
    package var messages: [Message]
    /// How many messages the conversation has had so far, with the one to be answered: its clock.
    package var turn: Int
    /// Entries that were found by their meaning, with how near they are; only enabled entries that are
    /// ``LoreEntry/isVectorized`` should be looked through for it.
    package var similar: [LoreID: Double]
    /// Entries that are out of the question here, as those for other characters.
    package var excluded: Set<LoreID> = []
    /// Tokens that all entries may take together.
    package var budget: Int
    /// How many tokens a text is.
    package var tokens: (String) -> Int

    package init(
        messages: [Message], turn: Int, similar: [LoreID: Double] = [:], budget: Int,
        tokens: @escaping (String) -> Int
    ) {
        self.messages = messages
        self.turn = turn
        self.similar = similar
        self.budget = budget
        self.tokens = tokens
    }
}
