import Markdown
import Testing

@testable import Bot

@Suite struct MessageSplitterTests {
    private let splitter = MessageSplitter(limit: 100)

    @Test func `a short text stays as it is, one without ink is none`() {
        #expect(splitter.split("hello") == ["hello"])
        #expect(splitter.split("") == [])
        #expect(splitter.split(" \n\n\t ") == [])
    }

    @Test func `what fits exactly is one message, in code points`() {
        #expect(MessageSplitter().split(String(repeating: "x", count: 2_000)).count == 1)
        #expect(MessageSplitter().split(String(repeating: "x", count: 2_001)).count == 2)
        // One code point, two UTF-16 units.
        #expect(MessageSplitter().split(String(repeating: "😀", count: 2_000)).count == 1)
        // One character, seven code points.
        #expect(MessageSplitter().split(String(repeating: "👨‍👩‍👧‍👦", count: 286)).count == 2)
    }

    @Test func `paragraphs come before lines, lines before sentences, sentences before words`() {
        let words = String(repeating: "word ", count: 11)
        #expect(splitter.split(words + "end.\n\nmore\n" + words).first == words + "end.")
        #expect(splitter.split(words + "end\nmore. more " + words).first == words + "end")
        #expect(splitter.split(words + "end. more " + words).first == words + "end.")
        #expect(splitter.split(words + words + words).first?.hasSuffix("word") == true)
    }

    @Test func `a word without end is cut between characters`() {
        let flags = String(repeating: "🇩🇪", count: 100)
        let messages = splitter.split(flags)
        #expect(messages.joined() == flags)
        #expect(messages.allSatisfy { $0.unicodeScalars.count.isMultiple(of: 2) } == true)
    }

    @Test func `code that has room in the next message moves there whole`() {
        let text = String(repeating: "a", count: 60) + "\n```swift\nlet x = 1\nlet y = 2\nlet z = 3\n```"
        let messages = splitter.split(text)
        #expect(messages == [String(repeating: "a", count: 60), "```swift\nlet x = 1\nlet y = 2\nlet z = 3\n```"])
    }

    @Test func `long code is closed and opened again in its language`() {
        let lines = (1...20).map { "let x\($0) = \($0)" }
        let messages = splitter.split("```swift\n" + lines.joined(separator: "\n") + "\n```")
        #expect(messages.count > 2)
        for message in messages {
            #expect(message.hasPrefix("```swift\n"))
            #expect(message.hasSuffix("\n```"))
        }
        let code = messages.flatMap { $0.split(separator: "\n") }.filter { !$0.hasPrefix("```") }.map(String.init)
        #expect(code == lines)
    }

    @Test func `code that is never closed is closed`() {
        #expect(splitter.split("```\nlet x = 1") == ["```\nlet x = 1\n```"])
    }

    @Test func `no message is an empty block because the code ended at a cut`() {
        for length in 60...110 {
            let messages = splitter.split("```\n" + String(repeating: "x", count: length) + "\n```\nend")
            #expect(!messages.contains("```\n```") && !messages.contains("```\n\n```"), "\(length): \(messages)")
            #expect(messages.joined().filter { $0 == "x" }.count == length)
            #expect(messages.last?.hasSuffix("end") == true)
        }
    }

    @Test func `a longer fence keeps shorter ones inside`() {
        let inner = String(repeating: "```\ncode\n```\n", count: 12)
        let messages = splitter.split("````md\n" + inner + "````")
        #expect(messages.allSatisfy { $0.hasPrefix("````md\n") && $0.hasSuffix("\n````") } == true)
    }

    @Test func `a character of a thousand code points does not break the limit`() {
        let zalgo = "a" + String(repeating: "\u{301}", count: 5_000)
        let messages = MessageSplitter().split(zalgo)
        #expect(messages.allSatisfy { $0.unicodeScalars.count <= 2_000 } == true)
        #expect(messages.reduce(0) { $0 + $1.unicodeScalars.count } == 5_001)
    }

    @Test(arguments: 0..<150)
    func `whatever is written: in bounds, never empty, nothing lost, fences balanced`(seed: Int) {
        var chance = Chance(seed: UInt64(seed) &* 7_919 &+ 3)
        let text = randomText(&chance)
        let limit = Int.random(in: 100...400, using: &chance)
        let messages = MessageSplitter(limit: limit).split(text)
        for message in messages {
            #expect(message.unicodeScalars.count <= limit)
            #expect(message.contains { !$0.isWhitespace } == true)
            #expect(!endsInCode(message), "\(message)")
        }
        #expect(ink(messages.joined(separator: "\n")) == ink(text))
    }

    @Test(arguments: 0..<20)
    func `while a text grows, what was cut off stays as it is`(seed: Int) {
        var chance = Chance(seed: UInt64(seed) &+ 99)
        let text = Array(randomText(&chance, withCode: false))
        var before: [String] = []
        for end in stride(from: 1, through: text.count, by: 13) {
            let messages = splitter.split(String(text.prefix(end)))
            if before.count > 1 { #expect(messages.prefix(before.count - 1) == before.prefix(before.count - 1)) }
            before = messages
        }
    }

    // MARK: Texts

    private func randomText(_ chance: inout Chance, withCode: Bool = true) -> String {
        let pieces = [
            "word", "longer word", ". ", "! ", "\n", "\n\n", " ", "- item\n", "😀", "👨‍👩‍👧‍👦", "é", "日本語の文。", "**bold**",
            String(repeating: "x", count: 90), "https://example.com/a/b", "`code`", "\t", "e\u{301}\u{302}",
        ]
        let codes = [
            "\n```swift\nlet x = 1\n```\n", "\n```\n" + String(repeating: "line of code\n", count: 30) + "```\n",
            "\n````\n```\n````\n",
        ]
        return (0..<Int.random(in: 1...80, using: &chance)).map { _ in
            withCode && Int.random(in: 0..<12, using: &chance) == 0
                ? codes.randomElement(using: &chance) ?? "" : pieces.randomElement(using: &chance) ?? ""
        }.joined()
    }

    /// Whether a block of code is open at the end.
    private func endsInCode(_ text: String) -> Bool {
        var open: Int?
        for run in text.split(omittingEmptySubsequences: true, whereSeparator: { $0 != "`" }).map(\.count)
        where run >= 3 {
            open = open.map { run >= $0 ? nil : $0 } ?? run
        }
        return open != nil
    }

    /// What a reader sees, without what cutting may add or take: blanks, fences, the names of languages.
    private func ink(_ text: String) -> String {
        String(
            text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("```") }
                .joined().filter { !$0.isWhitespace && $0 != "`" })
    }
}
