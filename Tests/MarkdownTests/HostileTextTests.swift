import Foundation
import Markdown
import Testing

@Suite struct HostileTextTests {
    static let nasty = [
        "*", "**a ", "*a ", "_", "_a ", "[", "[a](", "](", "[[a]", "](http://", "<", "<@", "<http://", "`", "` ``",
        "``a` ",
        "> ", "> > ", ">>> ", "- ", "- - ", "1. ", "# ", "||", "||a", "~~", "***", "***a ", "```", "```\n", "\\",
        "\n- ",
        "\n  - ", "\n", " ", "\t", "http://a(", "http://a)", "*a **b __c ~~d ||e [f ", "\n> - ", "😀*", "\u{301}*",
        "*a_", "_a*b**c__", "[*a_", "`*`", "-# ", "<t:", "<:a:1", "\r\n", "\u{0}", "\u{2028}",
    ]

    /// Four times the text is about four times the work; where a step looks at the whole text it is sixteen times.
    @Test(arguments: nasty)
    func `work grows with the length alone`(piece: String) {
        func work(_ bytes: Int) -> Double {
            processorTime { _ = MarkdownDocument(parsing: String(repeating: piece, count: bytes / piece.utf8.count)) }
        }
        // What else the machine does can disturb a measurement, but not every time in the same way.
        let isLinear = (1...5).contains { _ in work(40_000) < 8 * work(10_000) }
        #expect(isLinear)
    }

    /// Seconds of this thread: others running meanwhile do not count.
    private func processorTime(_ body: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = now()
        body()
        return now() - start
    }

    @Test func `nesting is bounded`() {
        let lists = (0..<200).map { String(repeating: "  ", count: $0) + "- a" }.joined(separator: "\n")
        for text in [lists, String(repeating: "- ", count: 200), String(repeating: "> - ", count: 200)] {
            #expect(depth(MarkdownDocument(parsing: text).blocks) <= MarkdownDocument.maxDepth + 1)
        }
        #expect(depth(MarkdownDocument(parsing: lists).blocks) > 8)
    }

    private func depth(_ blocks: [Block]) -> Int {
        1
            + (blocks.map { block in
                switch block {
                case .list(_, let items): items.map(depth).max() ?? 0
                case .quote(let blocks): depth(blocks)
                default: 0
                }
            }.max() ?? 0)
    }
}

@Suite struct TextPreservationTests {
    /// Pieces of markup with letters between them; what takes text away on purpose (languages, ids) is left out.
    static let pieces = [
        "*", "**", "***", "_", "__", "~~", "||", "`", "``", "\n```\n", "\n", "\n\n", "\n- ", "\n  - ", "\n> ", "\n# ",
        "\n-# ",
        "[", "]", "](http://x.y/z)", "(", ")", "<", ">", "\\", " ", "é", "😀", "<@5>", "http://x.y/", "\n3. ", "\n>>> ",
    ]

    @Test(arguments: UInt64(1)...40)
    func `no letter is lost, doubled or moved`(seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<50 {
            let source = (0..<Int.random(in: 1...40, using: &random)).map { index in
                let letter = String(UnicodeScalar(UInt8(97 + index % 26)))
                return (Self.pieces.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? letter : "")
            }.joined()
            let plain = MarkdownDocument(parsing: source).plainText
            #expect(letters(plain) == letters(source), "seed \(seed): \(source.debugDescription)")
        }
    }

    private func letters(_ text: String) -> String {
        text.filter { $0.isLetter || "😀éhttpxyz".contains($0) }
    }

    @Test func `text without markup comes back as it was`() {
        for text in ["Hello, world! 1 + 1 = 2; 50% (maybe) #1 & \"so\" on…", "日本語 العربية 👩‍👩‍👧 e\u{301}", "a\nb\nc"] {
            #expect(MarkdownDocument(parsing: text).plainText == text)
        }
    }
}

/// Random numbers that a printed seed brings back.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
