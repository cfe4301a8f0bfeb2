import Testing

@testable import Companion

@Suite struct PDFTextReaderTests {
    /// Pages as `pdftotext -layout` prints them: a header with the chapter, the number of the page under it.
    private static let manual = (1...6).map { page in
        """
        The Manual of the Boat                                  Harbour Press

        2.\(page) Section of page

        The engine on page \(["one", "two", "three", "four", "five", "six"][page - 1]) has to be looked af-
        ter every day, and every sailor should know where the oil is and what
        it is for.

          • check the oil
          • look at the pump and at what
            hangs on it

                                             \(page + 4)
        \u{C}
        """
    }
    .joined()

    @Test func `margins go, words are joined again, and every block has its page`() throws {
        let text = try DocumentText(Self.manual, as: .pdf)
        #expect(text.blocks.count == 6 * 4)
        #expect(
            text.outline.prefix(4) == [
                "h2 2.1 Section of page @page 1",
                "p The engine on page one has to be looked after every day, and every sailor should know where the oil is "
                    + "and what it is for. @page 1",
                "li check the oil @page 1", "li look at the pump and at what\nhangs on it @page 1",
            ])
        #expect(!text.text.contains("Harbour") && !text.text.contains("10"))
        #expect(text.blocks.last?.location == DocumentLocation(.page, 6))
    }

    @Test func `a sentence goes on over a page`() throws {
        let text = try DocumentText(
            "This is a sentence that fills up the whole line with its\n\n    1\n\n\u{C}words and ends here.\n\nNew one.",
            as: .pdf)
        #expect(
            text.outline == [
                "p This is a sentence that fills up the whole line with its words and ends here. @pages 1–2",
                "p New one. @page 2",
            ])
    }

    @Test func `lines that end early stay lines`() throws {
        let text = try DocumentText(
            "Roses are red,\nviolets are blue,\nand this is a line that is by far longer than those of the poem.",
            as: .pdf)
        #expect(text.text.hasPrefix("Roses are red,\nviolets are blue,\nand this"))
    }

    @Test func `a heading with a number that changes is no margin`() throws {
        let pages = (3...8).map { "Recipe \($0)\n\nTake \($0 * 7) eggs and whatever else there is.\n\u{C}" }.joined()
        let text = try DocumentText(pages, as: .pdf)
        #expect(text.text.contains("Recipe 3") && text.text.contains("Recipe 8") && text.text.contains("56 eggs"))
    }

    @Test func `the last lines of the text are no margin`() throws {
        let page = "Words of the page, as many as fit.\nMore words of it.\nSigned: the captain\n\u{C}"
        let text = try DocumentText(String(repeating: page, count: 9), as: .pdf)
        #expect(text.text.split(separator: "Signed").count - 1 == 9)
    }

    @Test func `columns are rows`() throws {
        let text = try DocumentText("Name        Age      City\nAnn         30       Oslo\n\nEnd of it.", as: .pdf)
        #expect(text.outline == ["row Name; Age; City @page 1", "row Ann; 30; Oslo @page 1", "p End of it. @page 1"])
    }

    @Test(arguments: [
        ("3 Utilities", 1), ("2.3 Simple parsing", 2), ("1.2.3. Deep", 3), ("Chapter 4: Oil", 1), ("Anhang B", 1),
        ("GENERAL TERMS", 1), ("Warranty and repair", 6),
    ])
    func `headings are guessed`(line: String, level: Int) throws {
        let words = String(repeating: "and so it goes on and on ", count: 4) + "to the end."
        let text = try DocumentText("\(line)\n\n\(words)", as: .pdf)
        #expect(text.blocks.map(\.kind) == [.heading(level: level), .paragraph])
    }

    @Test(arguments: [
        "It ends with a stop.", "lower case", "2024 was the year.", "1. Bread\n2. Milk", "Name        Age", "10 apples",
        "END", "Dear Sir,", "A line that is much too long to be a title of anything, as everybody sees at once",
    ])
    func `other lines are no headings`(line: String) throws {
        let words = String(repeating: "and so it goes on and on ", count: 4) + "to the end."
        let text = try DocumentText("\(line)\n\n\(words)", as: .pdf)
        #expect(text.blocks.allSatisfy { $0.kind == .paragraph || $0.kind == .tableRow }, "\(text.outline)")
    }

    @Test func `a short document loses its page numbers, and keeps other numbers`() throws {
        let text = try DocumentText(
            "Words of one.\n\nPage 1 of 2\n\u{C}Words of two.\n\n42\n\nmore words\n\n2\n", as: .pdf)
        #expect(text.text == "Words of one.\n\nWords of two.\n\n42\n\nmore words")
    }

    @Test func `dots that lead to a page are no words`() throws {
        let text = try DocumentText("Setup . . . . . . 4\nRepair ........ 12\n", as: .pdf)
        #expect(text.text == "Setup; 4\nRepair; 12")
    }

    @Test func `what is no text at all is refused`() {
        #expect(refusal(String(repeating: "\u{C}", count: 1_000), as: .pdf) == .noText)
        #expect(refusal([], as: .pdf) == .noText)
        #expect(refusal(String(repeating: "\u{C}", count: PDFPage.lineLimit + 1), as: .pdf) == .tooManyParts)
        #expect(refusal(String(repeating: "x", count: PDFPage.lineSize + 1), as: .pdf) != nil)
    }

    @Test func `invalid bytes are replaced`() throws {
        let text = try DocumentText(reading: [0x61, 0xFF, 0, 0x62, 0x0C, 0x43], as: .pdf)
        #expect(text.outline == ["p a\u{FFFD}b @page 1", "p C @page 2"])
    }
}
