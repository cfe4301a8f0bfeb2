import Companion
import Testing

@Suite struct RepetitionGuardTests {
    /// How many scalars were taken in when the guard spoke up; nil if it never did.
    private func stuckAfter(_ text: String, step: Int = 1) -> Int? {
        var watch = RepetitionGuard()
        let scalars = Array(text.unicodeScalars)
        for start in stride(from: 0, to: scalars.count, by: step) {
            let piece = scalars[start..<min(start + step, scalars.count)]
            if watch.push(String(String.UnicodeScalarView(piece))) { return start }
        }
        return nil
    }

    @Test(arguments: [
        String(repeating: "I am happy to see you.\n", count: 4),
        "Well.\n" + String(repeating: "I am happy to see you.\n\n", count: 4),
        String(repeating: "and so on ", count: 40), String(repeating: "a", count: 400),
        "A story. "
            + String(repeating: "He went home and slept. Then he rose and ate his bread with some butter. ", count: 6),
        String(repeating: "\n", count: 400), String(repeating: "😀👩‍👧", count: 100),
    ])
    func `a loop is noticed`(text: String) {
        #expect(stuckAfter(text) != nil)
        #expect(stuckAfter(text, step: 10_000) != nil)
    }

    @Test(arguments: [
        String(repeating: "I am happy to see you.\n", count: 3),
        String(repeating: "a line of text\nanother line of text\n", count: 4),
        "    }\n    }\n    }\n    }\n    }\n", String(repeating: "ha ", count: 60), String(repeating: "-", count: 280),
        (1...60).map { "\($0). A point that looks like the others, but is not" }.joined(separator: "\n"),
        "",
    ])
    func `honest text is left alone`(text: String) {
        #expect(stuckAfter(text) == nil)
    }

    @Test func `it speaks up soon after the loop began`() throws {
        let story = (1...200).map { "word\($0) " }.joined()
        let after = try #require(stuckAfter(story + String(repeating: "and then ", count: 200)))
        #expect((300...360).contains(after - story.count))
    }

    @Test func `it stays stuck`() {
        var watch = RepetitionGuard()
        _ = watch.push(String(repeating: "a", count: 500))
        _ = watch.push("something else entirely")
        #expect(watch.isStuck)
    }
}

@Suite struct CharacterBreaksTests {
    @Test(arguments: [
        ("As an AI, I feel nothing.", ["as an ai"]), ("I’m an AI and I cannot do that", ["i'm an ai", "i cannot"]),
        ("I'M HAPPY TO HELP, BUT no", ["i'm happy to help but"]), ("This was an aisle", []), ("", []),
        ("I am an Airbus pilot", []), ("My  primary\nfunction", ["my primary function"]), ("I can not, I can", []),
        ("hi cannot", []), ("I'm here to help. I'm here to help.", ["i'm here to help"]),
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
