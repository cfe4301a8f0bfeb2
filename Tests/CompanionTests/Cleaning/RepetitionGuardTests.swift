import Testing

@testable import Companion

@Suite struct RepetitionGuardTests {
    /// How many scalars were taken in when the guard spoke up; nil if it never did.
    private func stuckAfter(_ text: String, small: Bool = false) -> Int? {
        var watch = RepetitionGuard(ofSmallModel: small)
        return text.unicodeScalars.enumerated().first { watch.push($0.element) }?.offset
    }

    private static func lines(_ count: Int) -> String { String(repeating: "I am happy to see you.\n", count: count) }

    @Test(arguments: [
        lines(12), "Well.\n" + lines(12).replacing("\n", with: "\n\n"),
        String(repeating: "and so on ", count: 130), String(repeating: "a", count: 1_300),
        "A story. "
            + String(repeating: "He went home and slept. Then he rose and ate his bread with some butter. ", count: 24),
        String(repeating: "\n", count: 1_300), String(repeating: "😀👩‍👧", count: 330),
    ])
    func `a loop is noticed, in small models sooner`(text: String) throws {
        let large = try #require(stuckAfter(text))
        let small = try #require(stuckAfter(text, small: true))
        #expect(small < large)
    }

    @Test(arguments: [
        lines(3), String(repeating: "a line of text\nanother line of text\n", count: 4),
        "    }\n    }\n    }\n    }\n    }\n", String(repeating: "ha ", count: 60), String(repeating: "-", count: 280),
        (1...60).map { "\($0). A point that looks like the others, but is not" }.joined(separator: "\n"),
        "",
    ])
    func `honest text is left alone`(text: String) {
        #expect(stuckAfter(text) == nil)
        #expect(stuckAfter(text, small: true) == nil)
    }

    @Test(arguments: [
        lines(11), String(repeating: ". . . . . . . .\n", count: 8), String(repeating: "[0, 0, 0, 0],\n", count: 10),
        String(repeating: "I must not draw flying toasters on the blackboard while others sing.\n", count: 10),
    ])
    func `larger models may repeat themselves on purpose`(text: String) {
        #expect(stuckAfter(text) == nil)
    }

    @Test func `it speaks up soon after the loop began`() throws {
        let story = (1...200).map { "word\($0) " }.joined()
        let after = try #require(stuckAfter(story + String(repeating: "and then ", count: 200), small: true))
        #expect((400...460).contains(after - story.count))
    }

    @Test func `it stays stuck`() {
        var watch = RepetitionGuard(ofSmallModel: true)
        for _ in 0..<500 { _ = watch.push("a") }
        for scalar in "something else entirely".unicodeScalars { _ = watch.push(scalar) }
        #expect(watch.isStuck)
    }
}

@Suite struct CharacterBreaksTests {
    @Test(arguments: [
        ("As an AI, I feel nothing.", ["as an ai"]), ("I’m an AI and I cannot do that", ["i'm an ai", "i cannot"]),
        ("I'M HAPPY TO HELP, BUT no", ["i'm happy to help but"]), ("This was an aisle", []), ("", []),
        ("I am an Airbus pilot", []), ("My  primary\nfunction", ["my primary function"]), ("I can not, I can", []),
        ("hi cannot", []), ("“As an AI” – éI cannoté", ["as an ai"]),
        ("I'm here to help. I'm here to help.", ["i'm here to help"]),
    ])
    func `phrases are found as whole words`(text: String, expected: [String]) {
        #expect(CharacterBreaks.found(in: text) == expected)
    }

    @Test func `every phrase is found in itself`() {
        for phrase in CharacterBreaks.phrases {
            #expect(CharacterBreaks.found(in: "Well, \(phrase)!").contains(phrase))
        }
    }
}
