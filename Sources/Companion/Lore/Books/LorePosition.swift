/// Where an entry is told; the numbers are those of the files.
package enum LorePosition: Int, Sendable, Hashable, CaseIterable {
    case beforeCharacter, afterCharacter
    /// Around the note that stands near the end of the chat.
    case noteTop, noteBottom
    case inChat
    /// Around the sample talk.
    case examplesTop, examplesBottom
    /// Only where its name is called for.
    case outlet
}
