/// What the bot listens to: its own names and its persona's, never the bare words of its trade.
struct OwnNames: Sendable, Equatable {
    /// Heard anywhere in a message.
    private(set) var anywhere: [Phrase] = []
    /// Heard only where somebody is spoken to: `Captain` of “Captain Reed” is many people's name.
    private(set) var whenCalled: [Phrase] = []

    /// - Parameter names: of the account, in this server, and of the persona.
    init(_ names: [String] = []) {
        for name in names.map(Phrase.init) where !name.isEmpty && !Self.bare.contains(name) {
            anywhere.append(name)
            addWords(of: name)
        }
    }

    func areIn(_ words: SpokenWords) -> Bool {
        anywhere.contains { words.contains($0) } || whenCalled.contains { words.calls($0) }
    }

    /// The first word is a name of its own, unless it is a title; the others only where they are called.
    private mutating func addWords(of name: Phrase) {
        let words = name.words.filter { $0.scalars.count >= 3 && !Self.bare.contains($0) }
        guard name.words.count > 1 else { return }
        for word in words {
            if word == name.words.first, !Self.titles.contains(word) {
                anywhere.append(word)
            } else {
                whenCalled.append(word)
            }
        }
    }

    private static let bare = Set(
        ["bot", "bots", "computer", "assistant", "ai", "chatbot", "the", "a", "and", "of"].map(Phrase.init))
    private static let titles = Set(
        [
            "captain", "doctor", "doc", "professor", "master", "mister", "miss", "madam", "lady", "lord", "king",
            "queen", "prince", "princess", "sir", "chief", "general", "major", "agent", "uncle", "aunt", "old", "big",
            "little", "young", "dark", "good", "great", "mother", "father", "brother", "sister", "saint", "san", "our",
            "mrs", "dr.", "mr.", "friendly", "gaming", "default", "my", "your", "her", "his", "one", "black", "white",
            "red", "blue", "green", "iron", "happy", "sad", "super", "mad", "time", "night", "day",
        ].map(Phrase.init))
}

/// The bot's names in each server, taken apart once. Begun anew when ``limit`` are held.
struct NameBook: Sendable {
    static let limit = 4_096

    private var known: [[String]: OwnNames] = [:]

    mutating func names(_ written: [String]) -> OwnNames {
        if let names = known[written] { return names }
        if known.count >= Self.limit { known = [:] }
        let names = OwnNames(written)
        known[written] = names
        return names
    }
}
