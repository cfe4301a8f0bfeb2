/// The few words of a passage that show best why it was found.
package enum Excerpt {
    /// Characters of an excerpt, as people see them.
    package static let length = 200
    /// Characters of a passage that are looked at. Passages are far shorter.
    private static let scanLimit = 10_000

    /// - Parameter question: what was asked. Where none of its words is in the passage, the excerpt is its beginning.
    /// - Returns: at most `length` characters, which are 3 or more, on one line, cut between words, with “…” where something is left out.
    package static func of(_ passage: String, for question: String, length: Int = Excerpt.length) -> String {
        let text = ExcerptText(String(passage.unicodeScalars.prefix(scanLimit)))
        // A character and two marks.
        let length = max(length, 3)
        guard text.characters.count > length else { return String(text.characters) }
        let window = ExcerptWindow(text, QuestionWords(question), length: length - 2).best
        let words = String(text.characters[window])
        let start = window.lowerBound > 0 ? "…" : ""
        return start + words + (window.upperBound < text.characters.count ? "…" : "")
    }
}
