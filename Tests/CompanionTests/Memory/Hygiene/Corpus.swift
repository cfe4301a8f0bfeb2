import Foundation

/// Statements of people, and what they tell of who says them: one half to tune the rules on, one to measure them.
struct Corpus {
    struct Line: Decodable {
        var person: String
        var text: String
        var facts: [Label]
    }

    /// What a line tells of who says it.
    struct Label: Decodable {
        enum Status: String, Decodable { case new, `repeat`, supersedes, ends }

        var topic: String
        var text: String
        /// Words that any wording of it has.
        var key: [String]
        var status: Status
        /// The key of what it takes the place of.
        var old: [String]?
    }

    let lines: [Line]

    static let development = Corpus(named: "development")
    /// Nobody reads it to tune anything.
    static let heldOut = Corpus(named: "held-out")

    private init(named name: String) {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Corpus/\(name).jsonl")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        lines = text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }
}
