import Inference

/// Counts words.
struct CountWords: Tool {
    let description = ToolDescription("count_words", "Counts the words of a text.", .text("text", "the text"))
    let activity = "counts"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let count = Self.words(in: try arguments.text("text"))
        return count == 1 ? "1 word" : "\(count) words"
    }

    /// What stands between blanks and has a letter or a digit; each sign of a script that writes words in one sign.
    static func words(in text: String) -> Int {
        var count = 0
        var isInWord = false
        for character in text {
            if character.isIdeograph {
                count += 1
                isInWord = false
            } else if character.isWhitespace {
                isInWord = false
            } else if !isInWord, character.isLetter || character.isNumber {
                count += 1
                isInWord = true
            }
        }
        return count
    }
}

/// Counts characters as people see them: a family of emoji is one.
struct CountCharacters: Tool {
    let description = ToolDescription(
        "count_characters", "Counts the characters of a text.",
        .text("text", "the text"), .flag("include_spaces", "whether blanks count", default: true))
    let activity = "counts"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let text = try arguments.text("text")
        let count = try arguments.flag("include_spaces") ? text.count : text.count { !$0.isWhitespace }
        return count == 1 ? "1 character" : "\(count) characters"
    }
}

extension Character {
    fileprivate var isIdeograph: Bool {
        unicodeScalars.first.map { $0.properties.isIdeographic || (0x3040...0x30FF).contains($0.value) } ?? false
    }
}
