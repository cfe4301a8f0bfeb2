import Testing

@testable import Companion

@Suite struct ExcerptTests {
    private static let passage =
        "The boat has two engines. They are old. "
        + String(repeating: "Nothing of note is said here at all. ", count: 12)
        + "To change the oil filter, open the hatch behind the ladder and turn the filter to the left. "
        + String(repeating: "Again nothing of note is said here. ", count: 12)

    @Test func `a short passage is shown whole, on one line`() {
        #expect(Excerpt.of(" a\n\n b\tc ", for: "x") == "a b c")
        #expect(Excerpt.of("", for: "x") == "")
        #expect(Excerpt.of(" \n", for: "") == "")
    }

    @Test func `the words of the question are in it, from the beginning of their sentence`() {
        let found = Excerpt.of(Self.passage, for: "How do I change the oil filters?")
        #expect(found.hasPrefix("…To change the oil filter, open the hatch"))
        #expect(found.hasSuffix("…") && found.count <= 200)
    }

    @Test func `without a word in common it is the beginning`() {
        for question in ["", "?!", "zebra", "der die das"] {
            let found = Excerpt.of(Self.passage, for: question)
            #expect(found.hasPrefix("The boat has two engines.") && found.hasSuffix("…") && found.count <= 200)
        }
    }

    @Test func `small words do not outweigh the one that matters`() {
        let text =
            String(repeating: "What is it that you and I do in the rain? ", count: 20) + "Carburettor: see page 9. "
            + String(repeating: "And then it is what it was. ", count: 20)
        #expect(Excerpt.of(text, for: "what is it in the carburettor that I do").contains("Carburettor"))
    }

    @Test func `at the end there is as much to see as elsewhere`() {
        let text = String(repeating: "some words ", count: 60) + "treasure."
        let found = Excerpt.of(text, for: "treasure")
        #expect(found.hasSuffix("some words treasure.") && found.count > 180 && found.count <= 200)
    }

    @Test func `a word without end is cut between characters that people see`() {
        let family: Character = "👨‍👩‍👧‍👦"
        let found = Excerpt.of(String(repeating: family, count: 500), for: "x")
        #expect(found.count <= 200 && found.count > 100)
        #expect(found.allSatisfy { $0 == family || $0 == "…" })
        #expect(Excerpt.of(String(repeating: "x", count: 5_000_000), for: "x").count <= 200)
    }

    @Test func `scripts without spaces are searched too`() {
        let text = String(repeating: "何もない日。", count: 60) + "油のフィルターを替える。" + String(repeating: "何もない日。", count: 60)
        #expect(Excerpt.of(text, for: "油フィルター").contains("油のフィルター"))
    }

    @Test(arguments: [-5, 0, 1, 2, 3, 10, 50, 200])
    func `it never has more characters than asked for, nor half a one`(length: Int) {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        let pieces = [
            "a", "oil ", "filter", " ", "\n", ". ", "é", "e\u{301}", "\u{301}", "🇩🇪", "👩‍🚀", "漢", "\r\n", "…", "ﷺ", "x",
        ]
        for _ in 0..<60 {
            let text = (0..<Int.random(in: 0...400, using: &chance)).map { _ in
                pieces.randomElement(using: &chance) ?? ""
            }
            .joined()
            let found = Excerpt.of(text, for: "oil filter 漢", length: length)
            let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(found.count <= max(length, 3), "seed \(seed)")
            let shown = found.first == "…" && !line.hasPrefix(found) ? found.dropFirst() : found[...]
            let core = shown.last == "…" && !line.hasSuffix(shown) ? shown.dropLast() : shown
            #expect(core.isEmpty || Array(line).containsRun(Array(core)), "seed \(seed): \(found)")
        }
    }
}

extension [Character] {
    /// Whether these characters stand in a row here, each of them whole.
    fileprivate func containsRun(_ run: [Character]) -> Bool {
        guard run.count <= count else { return false }
        return indices.prefix(count - run.count + 1).contains { self[$0...].starts(with: run) }
    }
}
