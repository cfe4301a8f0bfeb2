/// What the companion just said, or read out of its memory: who says it again says nothing of themselves.
struct Echo: Sendable {
    private let statements: [Statement]

    /// - Parameters:
    ///   - answers: the last few; what they say of "you" is heard as if the person had said "I".
    ///   - recalled: what was said elsewhere, or stands in documents, and stood in the prompts of these answers.
    init(of answers: [String], recalled: [String]) {
        statements = (answers + recalled).flatMap {
            StatementRules.statements(in: $0) + StatementRules.statements(in: Self.turned($0))
        }
    }

    func contains(_ statement: Statement) -> Bool {
        guard !statements.isEmpty else { return false }
        let wording = Wording(statement.text)
        return statements.contains { Wording($0.text) == wording }
    }

    /// "You live in Oslo" as they would say it.
    private static func turned(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            persons[word.lowercased()] ?? String(word)
        }.joined(separator: " ")
    }

    private static let persons = [
        "you": "I", "you're": "I'm", "you’re": "I'm", "you've": "I've", "you’ve": "I've", "your": "my", "are": "am",
        "du": "ich", "bist": "bin", "hast": "habe", "wohnst": "wohne", "lebst": "lebe", "magst": "mag",
        "arbeitest": "arbeite", "dein": "mein", "deine": "meine", "heißt": "heiße", "kommst": "komme",
    ]
}
