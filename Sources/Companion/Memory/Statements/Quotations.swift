/// Takes out of a text what its writer does not say themselves.
enum Quotations {
    /// Without code, quotations in quotation marks, spoilers, and `*what is played*`.
    static func removed(from text: String) -> String {
        var kept = ""
        let characters = Array(text)
        var index = 0
        while index < characters.count {
            if let end = end(ofQuotationAt: index, in: characters) {
                // A quotation ends a clause; it does not join what stands around it.
                kept.append(characters[min(end, characters.count - 1)].isNewline ? "\n" : " , ")
                index = end + 1
            } else {
                if characters[index] != "*" { kept.append(characters[index]) }
                index += 1
            }
        }
        return kept
    }

    private static let marks: [Character: Character] = ["“": "”", "„": "“", "«": "»", "»": "«", "‚": "‘", "‘": "’"]

    /// Where the quotation that begins here ends: its last character; one without an end reaches to the line's end.
    private static func end(ofQuotationAt index: Int, in text: [Character]) -> Int? {
        let mark = text[index]
        let next = index + 1 < text.count ? text[index + 1] : " "
        let before = index > 0 ? text[index - 1] : " "
        switch mark {
        case "`": return fence(at: index, in: text)
        case "|" where next == "|": return pair("|", from: index + 2, in: text)
        case "\"" where !before.isNumber: return end("\"", from: index + 1, in: text)
        case "*" where next != "*" && before != "*" && !next.isWhitespace:
            return end("*", from: index + 1, in: text)
        case "'" where !before.isLetter && !before.isNumber && next.isLetter:
            return apostrophe(from: index + 1, in: text)
        default: return marks[mark].flatMap { end($0, from: index + 1, in: text) }
        }
    }

    private static func end(_ mark: Character, from start: Int, in text: [Character]) -> Int {
        guard start < text.count else { return text.count - 1 }
        // German quotations end with the mark that begins English ones.
        return text[start...].firstIndex { $0 == mark || mark == "“" && $0 == "”" || $0.isNewline } ?? text.count - 1
    }

    /// `code`, or a block of it over several lines.
    private static func fence(at index: Int, in text: [Character]) -> Int {
        var length = 0
        while index + length < text.count, text[index + length] == "`" { length += 1 }
        var run = 0
        for position in (index + length)..<max(index + length, text.count) {
            run = text[position] == "`" ? run + 1 : 0
            if run == length { return position }
        }
        return text.count - 1
    }

    private static func pair(_ mark: Character, from start: Int, in text: [Character]) -> Int? {
        guard start < text.count else { return nil }
        var position = start
        while position + 1 < text.count {
            if text[position] == mark, text[position + 1] == mark { return position + 1 }
            position += 1
        }
        return nil
    }

    /// 'Quoted', where an apostrophe is neither within a word nor at the beginning of a short form.
    private static func apostrophe(from start: Int, in text: [Character]) -> Int? {
        for position in start..<text.count {
            if text[position].isNewline { return nil }
            guard text[position] == "'", position > start, !text[position - 1].isWhitespace else { continue }
            let next = position + 1 < text.count ? text[position + 1] : " "
            if !next.isLetter, !next.isNumber { return position }
        }
        return nil
    }
}
