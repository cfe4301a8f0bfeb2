/// Lines of a PDF that are joined to a paragraph or an item.
struct PDFParagraph {
    let isItem: Bool
    private(set) var text: String
    private let first: Int
    private var last: Int
    /// Whether the last line goes up to the margin, so that the next one goes on in the same sentence.
    private var isFull: Bool

    init(_ text: String, isItem: Bool, isFull: Bool, page: Int) {
        self.text = text
        self.isItem = isItem
        self.isFull = isFull
        first = page
        last = page
    }

    var location: DocumentLocation { DocumentLocation(.page, first, last) }

    /// Whether it goes on with a line on the next page.
    func isContinued(by line: String) -> Bool {
        guard isFull || endsWithHyphen, let end = text.unicodeScalars.last, !".!?:;".unicodeScalars.contains(end) else {
            return false
        }
        return line.first?.isLowercase == true
    }

    mutating func add(_ line: String, isFull: Bool, page: Int) {
        if endsWithHyphen, line.first?.isLowercase == true {
            text.unicodeScalars.removeLast()
            text += line
        } else {
            text += self.isFull ? " " + line : "\n" + line
        }
        self.isFull = isFull
        last = page
    }

    /// A word goes on in the next line: “iden-”, but not “10-” and not “ - ”.
    private var endsWithHyphen: Bool {
        let end = text.unicodeScalars.suffix(2)
        guard end.count == 2, let sign = end.last, sign == "-" || sign == "\u{2010}" || sign == "\u{AD}" else {
            return false
        }
        return end.first?.properties.isAlphabetic == true
    }
}
