extension PersonaCompiler {
    /// A tiny model reads little and copies what it reads: few plain sentences to it, and a line or two to imitate.
    static let compactLimit = 120

    /// At most `compactLimit` words: sentences in the order of their worth, as many as fit.
    static func compactSystem(_ character: CharacterSheet, _ framework: Framework) -> String {
        let last = "Answer as \(character.name), in one to three short sentences."
        var words = wordCount(last)
        var sentences: [String] = []
        for sentence in worth(character, framework) {
            let more = wordCount(sentence)
            guard words + more <= compactLimit else { continue }
            words += more
            sentences.append(sentence)
        }
        return (sentences + [last]).joined(separator: " ")
    }

    private static func worth(_ character: CharacterSheet, _ framework: Framework) -> [String] {
        let sample = character.sampleLines.first ?? character.catchphrases.first
        return [
            "You are \(firstWords(character.name, 10)), \(sentence(firstWords(character.who, 25)))",
            sentence(firstWords(framework.brief, 35)),
            some("Your traits:", character.traits, 3),
            some("You speak like this:", character.style, 2),
            sample.map { "You say things like: “\($0)”" } ?? "",
            some("You love", character.loves, 3),
        ].filter { !$0.isEmpty }
    }

    private static func some(_ label: String, _ items: [String], _ count: Int) -> String {
        let items = items.prefix(count).map { trimmed($0) }
        return items.isEmpty ? "" : "\(label) \(items.joined(separator: "; "))."
    }

    private static func firstWords(_ text: String, _ count: Int) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.count <= count ? text : words.prefix(count).joined(separator: " ") + " …"
    }

    static func wordCount(_ text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }
}
