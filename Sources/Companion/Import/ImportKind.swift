/// What is brought in, as keys and reports tell it apart.
package enum ImportKind: String, Sendable, Hashable, CaseIterable {
    /// Of a history or of an archive: a message goes from the one to the other and stays the same.
    case message
    case summary, document, profile
    case fact, trait, interest, preference, quote, relationship, birthday, affection
    case reminder, note
    case triviaScore = "trivia"
    /// A message of a SillyTavern chat.
    case chat
    /// Of a card.
    case character
    case lorebook

    /// `1 fact`, `2 facts`
    func counted(_ count: Int) -> String { "\(count) \(count == 1 ? words.one : words.many)" }

    private var words: (one: String, many: String) {
        switch self {
        case .message, .chat: ("message", "messages")
        case .summary: ("summary", "summaries")
        case .triviaScore: ("trivia score", "trivia scores")
        case .affection: ("affection", "affections")
        default: (rawValue, rawValue + "s")
        }
    }
}
