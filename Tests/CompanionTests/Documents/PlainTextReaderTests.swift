import Testing

@testable import Companion

@Suite struct PlainTextReaderTests {
    @Test func `paragraphs, underlined titles and lists are found with their lines`() throws {
        let text = try DocumentText(
            """
            The Manual
            ==========

            First paragraph,
            two lines.


            Setup
            -----
            - plug it in
              and wait
            - press 2 * 3
            1) done

            The end -- really.
            """, as: .text)
        #expect(
            text.outline == [
                "h1 The Manual @line 1", "p First paragraph,\ntwo lines. @lines 4–5", "h2 Setup @line 8",
                "li - plug it in\nand wait @lines 10–11", "li - press 2 * 3 @line 12", "li 1) done @line 13",
                "p The end -- really. @line 15",
            ])
        #expect(text.text.hasPrefix("The Manual\n\nFirst paragraph,\ntwo lines.\n\nSetup\n\n- plug"))
    }

    @Test func `a long title is a paragraph`() throws {
        let line = String(repeating: "word ", count: 50)
        #expect(try DocumentText("\(line)\n====", as: .text).blocks.map(\.kind) == [.paragraph])
    }

    @Test func `text without words is refused`() {
        #expect(refusal(" \n\t\n", as: .text) == .noText)
        #expect(refusal([], as: .text) == .empty)
        #expect(refusal("a\0b", as: .text) == .notText)
    }

    @Test func `the text is limited to the byte`() throws {
        let most = [UInt8](repeating: 0x78, count: DocumentLimits.textSize - 2)
        #expect(try DocumentText(reading: most, as: .text).text.utf8.count == most.count)
        #expect(refusal(most + [0x78, 0x78, 0x78], as: .text) == .tooMuchText)
        #expect(refusal([UInt8](repeating: 0x78, count: DocumentLimits.fileSize), as: .text) == .tooMuchText)
        #expect(refusal([UInt8](repeating: 0x78, count: DocumentLimits.fileSize + 1), as: .text) == .tooLarge)
    }

    @Test func `a range that does not fit is cut`() throws {
        let text = try DocumentText("añb", as: .text)
        #expect(text.passage(1..<3) == "ñ")
        #expect(text.passage(2..<900) == "\u{FFFD}b")
        #expect(text.passage(800..<900) == "")
        #expect(text.passage(-5..<1) == "a")
    }
}
