import Testing

@testable import Companion

@Suite struct LoreKeyTests {
    @Test(
        arguments: [
            ("dragon", nil), ("/dragon/", ["dragon", ""]), (" /a b/gi ", ["a b", "gi"]), ("/home/me", nil),
            ("/a/ii", nil),
            ("//", nil), ("/", nil), ("", nil), ("and/or", nil), (#"/a\/b/"#, [#"a\/b"#, ""]), ("/a/b/i", nil),
            (#"/a\\/i"#, [#"a\\"#, "i"]), ("/a/q", nil),
        ] as [(String, [String]?)])
    func `a key between slashes is a pattern`(key: String, parts: [String]?) {
        let wanted = parts.map { LoreKey.pattern(source: $0[0], flags: $0[1]) }
        #expect(LoreKey(key) == wanted ?? .words(key.trimming(\.isWhitespace)))
    }

    /// Whether an entry with this key is brought up by this text.
    private func isSeen(_ key: String, in text: String, whole: Bool = false, cased: Bool = false) -> Bool {
        let entry = lore(0, key).with {
            $0.matchesWholeWords = whole
            $0.isCaseSensitive = cased
        }
        let index = LoreIndex(LoreSamples.book(entry), name: "b")
        var sighting = LoreSighting(index)
        sighting.look(at: ScannedText(text, isForPatterns: true, heedsCase: true), distance: 0)
        return index.primary[0].contains { sighting.has($0, depth: 1, countsTold: false) }
    }

    @Test(
        arguments: [
            ("dragon", "The DRAGON sleeps", true), ("dragon", "dragonfly", true), ("Ñandú", "ein ÑANDÚ", true),
            ("n\u{303}andu", "ñandu", true), ("magical forest", "a Magical\n  forest", true),
            ("king’s landing", "King's Landing", true), ("σασ", "ΣΑΣ", true), ("ΟΔΟΣ", "οδος", true),
            ("", "anything", false),
            ("   ", "any thing", false), ("龍", "黒龍の山", true), ("🐉", "look: 🐉!", true), ("İstanbul", "İSTANBUL", true),
            ("a,b", "a,b", true), ("dragons", "dragon", false), ("/^Ana/", "Ana", true), ("/ana/", "Ana", false),
            ("/ana/i", "Ana", true), ("/(/", "(", false), ("C:\\", "c:\\temp", true),
        ] as [(String, String, Bool)])
    func `keys are found as people write them`(key: String, text: String, isFound: Bool) {
        #expect(isSeen(key, in: text) == isFound)
    }

    @Test(
        arguments: [
            ("king", "long live the king!", true), ("king", "it is not to my liking", false),
            ("king", "the king's horse", true),
            ("king", "liking the king", true), ("king", "kings", false), ("king", "king_size", false),
            ("king", "king-size", true),
            ("king", "king2", false), ("king", "“king”", true), ("king", "King", true),
            ("C++", "I write C++ here", true), ("C++", "C++20", true), ("C++", "xC++", false), ("C++", "(C++)", true),
            (".NET", "uses .NET now", true), (".NET", "ASP.NET", true), (".NET", ".NETs", false),
            ("#1", "we are #1", true),
            ("ñandú", "el ñandú corre", true), ("ñandú", "ñandúes", false), ("and", "ñandú", false),
            ("ñ", "señal", false),
            ("nandu", "nandu\u{301}", false), ("über", "darüber", false), ("Über", "über uns", true),
            ("дом", "дома", false),
            ("дом", "мой дом.", true), ("龍", "黒龍の山", true), ("ドラゴン", "赤ドラゴンが", true), ("มังกร", "เห็นมังกรแดง", true),
            ("용", "붉은 용이 왔다", true), ("용", "미용", false), ("New York", "in New  York today", true),
            ("New York", "New Yorker", false), ("old man", "bold man", false), ("ab", "a ab", true), ("👑", "a👑b", true),
            ("क", "कि", false), ("x", "x\u{30C}", false), ("x", "\u{30C}x", false), ("x", "x‿y", false),
        ] as [(String, String, Bool)])
    func `whole words are whole in every script`(key: String, text: String, isFound: Bool) {
        #expect(isSeen(key, in: text, whole: true) == isFound)
    }

    @Test(
        arguments: [
            ("Rose", "a Rose", true), ("Rose", "a rose", false), ("Ñ", "ñ", false), ("Ñ", "N\u{303}", true),
            ("A  B", "A\nB", true),
        ] as [(String, String, Bool)])
    func `capitals count where they should`(key: String, text: String, isFound: Bool) {
        #expect(isSeen(key, in: text, cased: true) == isFound)
    }

    @Test func `all keys are found that a slow search finds`() {
        var chance = Seeded(51)
        for round in 0..<300 {
            func word(_ most: Int) -> [UInt32] {
                (0..<Int.random(in: 0...most, using: &chance)).map { _ in UInt32.random(in: 0x61...0x63, using: &chance)
                }
            }
            let keys = Array(Set((0..<Int.random(in: 0...30, using: &chance)).map { _ in word(6) }))
            let text = word(60)
            var found: Set<[Int]> = []
            let automaton = KeyAutomaton(keys)
            text.withUnsafeBufferPointer { automaton.scan($0) { #expect(found.insert([$0, $1]).inserted) } }
            var wanted: Set<[Int]> = []
            for (number, key) in keys.enumerated() where !key.isEmpty {
                for end in text.indices.map({ $0 + 1 }) where text[..<end].reversed().starts(with: key.reversed()) {
                    wanted.insert([number, end])
                }
            }
            #expect(found == wanted, "round \(round)")
        }
    }

    @Test func `the table of edges grows`() {
        var table = EdgeTable()
        for state in 0..<5_000 { table.insert(Int32(state), UInt32(state * 7), Int32(state + 1)) }
        for state in 0..<5_000 {
            #expect(table.target(of: Int32(state), UInt32(state * 7)) == Int32(state + 1))
            #expect(table.target(of: Int32(state), UInt32(state * 7 + 1)) == nil)
        }
    }

    @Test func `patterns are only tried where they have a chance`() throws {
        #expect(try LinearPattern("(?:rainy weather|heavy wind)").needed?.count == 2)
        #expect(try LinearPattern(#"\bdragons?\b"#).needed == [ScannedText.folded(key: "dragon")])
        #expect(try LinearPattern("x*").needed == nil)
        #expect(try LinearPattern("a|.").needed == nil)
        let index = LoreIndex(LoreSamples.book(lore(0, "/a.b/", "/.+/", "/dragon/")), name: "b")
        #expect(index.terms.ungated == [1])
    }

    @Test func `patterns that are not understood are told of and cost only themselves`() {
        let book = LoreSamples.book(lore(4, "/(?=x)/", "dragon", "/(a)\\1/i"))
        let index = LoreIndex(book, name: "b")
        #expect(
            index.faults.map(\.description) == [
                "entry 4: “keys” hold the pattern “(?=x)”, which looks ahead or behind; it is not looked for",
                "entry 4: “keys” hold the pattern “(a)\\1”, which refers back to a group; it is not looked for",
            ])
        #expect(index.primary[0].map(\.kind) == [.never, .folded, .never])
    }

    @Test func `keys beyond the bound are told of once and not looked for`() {
        var log = LoreFaultLog()
        var terms = LoreTerms(room: 20)
        let sense = LoreTerms.Sense(lore(0), LoreSettings())
        let found = terms.add(["0123456789", "abc", "0123456789", "x", "/y/"], of: 0, sense, &log)
        #expect(found.map(\.kind) == [.folded, .folded, .never, .never, .never])
        #expect(log.faults.count == 1)

        var others = LoreTerms()
        let long = String(repeating: "k", count: LoreLimits.keyLength + 1)
        #expect(others.add([long, "k"], of: 0, sense, &log).map(\.kind) == [.never, .folded])
        #expect(log.faults.count == 2)
    }

    @Test func `patterns that take too long are given up`() {
        let slow = lore(0, "/(?:.?){300}[q][x]/")
        let index = LoreIndex(LoreSamples.book(slow, lore(1, "gold")), name: "b")
        var sighting = LoreSighting(index, fuel: 20_000)
        sighting.look(
            at: ScannedText(String(repeating: "gold ", count: 400), isForPatterns: true, heedsCase: false), distance: 0)
        #expect(sighting.isExhausted)
        #expect(sighting.touched == [1])
    }
}
