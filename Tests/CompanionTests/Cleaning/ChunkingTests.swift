import Testing

@testable import Companion

/// The property that clean-up stands on: how a reply is cut into pieces changes nothing.
@Suite struct ChunkingTests {
    /// Cleans `pieces` and checks on the way what must always hold.
    private func check(_ pieces: [String], _ expected: String, _ note: @autoclosure () -> String) {
        var cleaning = CleaningCase.cleaning
        var shown = ""
        for piece in pieces {
            shown += cleaning.push(piece)
            guard cleaning.heldBack <= ReplyCleaning.maxHeld else {
                Issue.record("\(cleaning.heldBack) held back: \(note())")
                return
            }
        }
        shown += cleaning.finish()
        if !shown.utf8.elementsEqual(expected.utf8) {
            Issue.record("\(shown.debugDescription) instead of \(expected.debugDescription): \(note())")
        }
    }

    private func split(_ text: String, at cuts: [Int]) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let bounds = [0] + cuts.sorted() + [scalars.count]
        return zip(bounds, bounds.dropFirst()).map { String(String.UnicodeScalarView(scalars[$0..<$1])) }
    }

    @Test func `there are enough texts`() { #expect(CleaningCase.all.count >= 60) }

    @Test(arguments: CleaningCase.all)
    func `at every split point`(test: CleaningCase) {
        let count = test.reply.unicodeScalars.count
        for cut in stride(from: 0, through: count, by: 1 + count / 200) {
            check(split(test.reply, at: [cut]), test.expected, "cut at \(cut)")
        }
        check(test.reply.unicodeScalars.map { String($0) }, test.expected, "one by one")
    }

    @Test(arguments: CleaningCase.all.filter { $0.reply.unicodeScalars.count <= 26 })
    func `at every pair of split points`(test: CleaningCase) {
        let count = test.reply.unicodeScalars.count
        for first in 0...count {
            for second in first...count {
                check(split(test.reply, at: [first, second]), test.expected, "cut at \(first) and \(second)")
            }
        }
    }

    static let pieces = [
        "<", ">", "think>", "</think>", "<|", "|>", "im_start", "<|im_end|>", "user", "assistant", "[", "]", "MOOD: x",
        "[INST]",
        "TOOL:", "tool: a(", "a_b", "{", "<tool_call>", "</tool_call>", "\n", "\n\n", " ", "  ", "\t", "`", "``", "```",
        "\n```\n", "Luna", "Ann", ":", "**",
        "User: ", "\\",
        "Assistant", "\u{1B}", "[31m", "\u{200D}", "\u{200B}", "👩", "👧", "e\u{301}", "a", "b ", "(", "\u{FE0F}",
        "\u{1F3F4}", "\u{E0067}",
        "<s>", "\r", "\u{1B}]", "\u{7}",
    ]

    @Test(arguments: UInt64(1)...40)
    func `for random texts in random pieces`(seed: UInt64) {
        var random = Seeded(seed)
        for _ in 0..<8 {
            let text = (0..<Int.random(in: 1...60, using: &random))
                .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let expected = cleaned([text])
            let count = text.unicodeScalars.count
            for _ in 0..<4 {
                let cuts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                    Int.random(in: 0...count, using: &random)
                }
                check(split(text, at: cuts), expected, "seed \(seed), \(text.debugDescription) at \(cuts)")
            }
            check(text.unicodeScalars.map { String($0) }, expected, "seed \(seed), \(text.debugDescription)")
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "<", "[AA: ", "<|a", "\n", " ", "`", "\nUse", "\nTOOL", "\n- `", "\n```a\ntool: a_b", "<tool_call>",
            "[AA: b", "<th", "\\", "\u{1B}[",
        ])
    func `hostile texts cost no more than their length`(piece: String) {
        let text = String(repeating: piece, count: 10_000 / piece.utf8.count)
        var cleaning = CleaningCase.cleaning
        for start in stride(from: 0, to: text.utf8.count, by: 7) {
            _ = cleaning.push(String(decoding: text.utf8.dropFirst(start).prefix(7), as: UTF8.self))
            #expect(cleaning.heldBack <= ReplyCleaning.maxHeld)
        }
    }
}
