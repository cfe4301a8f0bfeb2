/// Guesses whether a line is a heading: pdftotext tells nothing of the size of letters.
enum PDFHeading {
    /// Characters of a heading, and of one that has neither a number nor capitals.
    private static let lengthLimit = 90
    private static let plainLimit = 60
    /// Below all headings with numbers.
    private static let plainLevel = 6

    /// - Parameter next: the line after it, where no blank line stands between them.
    /// - Parameter following: the first line behind it that is not blank.
    static func level(of line: PDFLine, next: PDFLine?, following: PDFLine?) -> Int? {
        let text = line.text
        guard line.cells.isEmpty, line.width <= lengthLimit, endsOpenly(text) else { return nil }
        if let depth = numberDepth(of: text) {
            // “1. Bread” over “2. Milk” is a list.
            return next.flatMap { numberDepth(of: $0.text) } == depth ? nil : depth
        }
        if isChapter(text) { return 1 }
        guard next == nil, let following else { return nil }
        if isInCapitals(text) { return 1 }
        return isTitle(text) && following.width > max(line.width, plainLimit) ? plainLevel : nil
    }

    /// How many numbers stand before a title: “2.3 Parsing” has two. A year or a measure is no number of a chapter.
    private static func numberDepth(of text: String) -> Int? {
        guard let space = text.firstIndex(of: " "), text[space...].first(where: { $0 != " " })?.isUppercase == true
        else { return nil }
        var numbers = text[..<space].split(separator: ".", omittingEmptySubsequences: false)
        if numbers.last?.isEmpty == true { numbers.removeLast() }
        guard (1..<plainLevel).contains(numbers.count),
            numbers.allSatisfy({ (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy(\.isDigit) })
        else { return nil }
        return numbers.count
    }

    /// “Chapter 3” and “Appendix A: Tables”.
    private static func isChapter(_ text: String) -> Bool {
        let words = text.split(separator: " ", maxSplits: 2)
        guard words.count > 1, ["Chapter", "Part", "Appendix", "Kapitel", "Teil", "Anhang"].contains(words[0]) else {
            return false
        }
        let number = words[1].utf8.filter { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ".") }
        return number.allSatisfy(\.isDigit) || number.allSatisfy { "IVX".utf8.contains($0) }
            || number.count == 1 && number.allSatisfy(\.isLetter)
    }

    /// A sentence is ended; a heading is not.
    private static func endsOpenly(_ text: String) -> Bool {
        guard let last = text.last else { return false }
        return last.isLetter || last.isNumber || ")?!”»\"".contains(last)
    }

    private static func isInCapitals(_ text: String) -> Bool {
        let letters = text.filter(\.isLetter)
        return letters.count >= 6 && letters.allSatisfy(\.isUppercase)
    }

    private static func isTitle(_ text: String) -> Bool {
        guard text.count <= plainLimit, text.first?.isUppercase == true else { return false }
        return text.split(separator: " ").count <= 8 && text.contains { $0.isLowercase }
    }
}
