import Testing

@testable import Companion

@Suite struct LinearPatternTests {
    static func isFound(_ source: String, _ flags: String = "", in text: String) throws -> Bool? {
        let pattern = try LinearPattern(source, flags: flags)
        var fuel = 10_000_000
        return ScannedText(text, isForPatterns: true, heedsCase: false).plain.withUnsafeBufferPointer {
            pattern.isFound(in: $0, fuel: &fuel)
        }
    }

    @Test(
        arguments: [
            ("dragon", "", "a dragon!", true), ("dragon", "", "a Dragon!", false), ("dragon", "i", "a DRAGON!", true),
            ("ñandú", "i", "DER ÑANDÚ", true), ("ñ", "", "n\u{303}", true), ("n\u{303}", "", "ñ", true),
            ("straße", "i", "STRAßE", true), ("σας", "i", "ΣΑΣ", true),
            ("a.c", "", "abc", true), ("a.c", "", "a\nc", false), ("a.c", "s", "a\nc", true), ("a.c", "", "a🐉c", true),
            ("^b", "", "ab", false), ("^b", "", "b", true), ("^b", "", "a\nb", false), ("^b", "m", "a\nb", true),
            ("a$", "", "ba", true), ("a$", "", "ab", false), ("a$", "m", "a\nb", true), ("^$", "", "", true),
            ("^hi", "", "\u{1}hi", true), (#"\x01Ana:"#, "", "\u{1}Ana: hi", true),
            ("cat|dog", "", "hotdog", true), ("^(cat|dog)$", "", "cow", false), ("(?:a|b)c", "", "bc", true),
            ("(?<word>a)b", "", "ab", true), ("()", "", "", true), ("a||b", "", "", true),
            ("^a?b$", "", "b", true), ("^a*$", "", "aaa", true), ("^a+$", "", "", false), ("^a+?$", "", "aa", true),
            ("^a{2}$", "", "aa", true), ("^a{2}$", "", "aaa", false), ("^a{2,}$", "", "aaaa", true),
            ("^a{2,3}$", "", "aaa", true), ("^a{2,3}$", "", "aaaa", false), ("^a{0}$", "", "", true),
            ("a{x}", "", "a{x}", true),
            ("a{,2}", "", "a{,2}", true), ("^(ab){2}$", "", "abab", true), ("^(a|b)*c$", "", "ababc", true),
            ("^((a*)*)*$", "", "aaaa", true), ("^(a|)+$", "", "aa", true),
            ("[abc]", "", "xbx", true), ("[^abc]", "", "abc", false), ("[a-c]", "i", "B", true),
            ("[A-C]", "i", "b", true),
            ("[^a]", "i", "A", false), ("[a-]", "", "-", true), ("[-a]", "", "-", true), ("[]", "", "a", false),
            ("[^]", "", "a", true), (#"[\]]"#, "", "]", true), (#"[\d_]"#, "", "_", true), (#"[^\d]"#, "", "5", false),
            (#"[\b]"#, "", "\u{8}", true), ("[à-ÿ]", "", "é", true), ("[à-ÿ]", "i", "É", true),
            ("[🐉-🐲]", "", "🐊", true),
            (#"\d+"#, "", "a7", true), (#"\D"#, "", "77", false), (#"^\w+$"#, "", "ñandú_7", true),
            (#"\W"#, "", "ab", false),
            (#"\s"#, "", "a\u{A0}b", true), (#"\S"#, "", " \n", false), (#"a\/b"#, "", "a/b", true),
            (#"\."#, "", "a", false),
            (#"\bking\b"#, "", "long live the king!", true), (#"\bking\b"#, "", "liking", false),
            (#"\bñu\b"#, "", "el ñu corre", true), (#"\bñu\b"#, "", "señu", false), (#"\Bing"#, "", "king", true),
            (#"\u0041\x42\u{43}"#, "", "ABC", true), (#"\ud83d\udc09"#, "", "🐉", true),
            (#"\t\n\r\f\v\0"#, "", "\t\n\r\u{C}\u{B}\u{0}", true),
            ("x", "gu", "x", true), ("龍", "", "黒龍", true),
        ] as [(String, String, String, Bool)])
    func `patterns fit what they should`(source: String, flags: String, text: String, isFound: Bool) throws {
        #expect(try Self.isFound(source, flags, in: text) == isFound)
    }

    @Test(
        arguments: [
            ("(a", "without its"), ("a)", "too many"), ("[a", "without its"), ("*a", "nothing stands"),
            ("a**", "repetition"),
            ("a{2}{3}", "repetition"), ("(?=a)", "ahead or behind"), ("(?!a)", "ahead or behind"),
            ("(?<=a)b", "ahead or behind"),
            ("(?<!a)b", "ahead or behind"), (#"(a)\1"#, "back to a group"), (#"(?<n>a)\k<n>"#, "back to a group"),
            (#"\p{L}"#, "not understood"), (#"\q"#, "not understood"), ("a\\", "ends with"), (#"\x4"#, "none"),
            (#"\u{}"#, "none"),
            (#"\u12"#, "none"), (#"\ud83d\u0041"#, "half a character"), ("[b-a]", "before it begins"),
            (#"[a-\d]"#, "many characters"),
            ("a{3,2}", "wrong way"), ("a{1001}", "more than 1000"), ("(?<name", "does not end"), ("^*", "no character"),
            (#"[a\B]"#, "word boundary"), ("(?i)a", "ahead or behind"),
            (String(repeating: "(", count: 31) + String(repeating: ")", count: 31), "too deep"),
            ("(a{1000}){1000}", "too large"), ("((((a{1000}){1000}){1000}){1000}){1000}", "too large"),
            ("(((|){1000}){1000}){1000}", "too large"), (String(repeating: "a", count: 501), "too long"),
        ] as [(String, String)])
    func `what is not understood is refused with a reason`(source: String, reason: String) {
        do throws(PatternFault) {
            _ = try LinearPattern(source)
            Issue.record("it was read")
        } catch {
            #expect(error.reason.contains(reason), "\(error.reason)")
        }
    }

    @Test func `nothing many times over is nothing`() throws {
        #expect(try Self.isFound("((((){1000}){1000}){1000}){1000}", in: "x") == true)
        #expect(try Self.isFound("(((a{0}){1000}){1000}){1000}b", in: "b") == true)
    }

    @Test(arguments: ["y", "v"])
    func `flags that mean something else are refused`(flag: String) {
        #expect(throws: PatternFault.self) { try LinearPattern("a", flags: flag) }
    }

    /// Trying back and forth, each of these takes longer than the world is old.
    @Test(arguments: [
        "(a+)+$", "(a|aa)+$", "(a|a?)+b", "(.*a){20}$", "(a?){25}a{25}b", "(.*)*x", "((a*)*)*b", "(x+x+)+y",
    ])
    func `patterns that explode elsewhere take steps in proportion`(source: String) throws {
        let pattern = try LinearPattern(source)
        let text = [UInt32](repeating: 0x61, count: 2_000) + [0x21]
        var fuel = 1_000_000_000
        let found = text.withUnsafeBufferPointer { pattern.isFound(in: $0, fuel: &fuel) }
        #expect(found == false)
        #expect(1_000_000_000 - fuel <= 2 * (text.count + 1) * (pattern.program.steps.count + 1))
    }

    @Test func `without fuel there is no answer`() throws {
        let pattern = try LinearPattern("a*b")
        var fuel = 50
        let text = [UInt32](repeating: 0x61, count: 1_000)
        #expect(text.withUnsafeBufferPointer { pattern.isFound(in: $0, fuel: &fuel) } == nil)
        #expect(fuel <= 0)
    }

    @Test func `chance patterns fit exactly where they should`() throws {
        var chance = Seeded(41)
        for round in 0..<3_000 {
            let node = Self.node(&chance, depth: 0)
            let pattern = try LinearPattern(Self.source(of: node))
            for _ in 0..<6 {
                let text = (0..<Int.random(in: 0...7, using: &chance)).map { _ in
                    UInt32.random(in: 0x61...0x63, using: &chance)
                }
                var fuel = 1_000_000
                let found = text.withUnsafeBufferPointer { pattern.isFound(in: $0, fuel: &fuel) }
                let wanted = (0...text.count).contains { !Self.ends(of: node, text, from: $0).isEmpty }
                #expect(found == wanted, "round \(round): \(Self.source(of: node)) in \(text)")
                guard wanted, let needed = pattern.needed else { continue }
                let letters = String(String.UnicodeScalarView(text.compactMap(Unicode.Scalar.init)))
                let folded = ScannedText.folded(key: letters)
                #expect(needed.contains { Self.contains(folded, $0) }, "\(Self.source(of: node)) in \(text)")
            }
        }
    }

    @Test func `chance characters are a pattern or refused`() {
        var chance = Seeded(42)
        var read = 0
        let signs = Array(#"ab()[]{}|*+?^$.\dwsbBux0123,-<>=!:/k"#)
        for _ in 0..<20_000 {
            let source = String(
                (0..<Int.random(in: 0...12, using: &chance)).compactMap { _ in signs.randomElement(using: &chance) })
            guard let pattern = try? LinearPattern(source, flags: "ims") else { continue }  // refused, as it may be
            read += 1
            var fuel = 100_000
            let text = Array("a b1\n(".unicodeScalars.map(\.value))
            #expect(text.withUnsafeBufferPointer { pattern.isFound(in: $0, fuel: &fuel) } != nil)
        }
        #expect(read > 2_000)
    }

    // MARK: a slow and simple reader of patterns

    private static func node(_ chance: inout Seeded, depth: Int) -> PatternNode {
        switch Int.random(in: 0..<(depth > 3 ? 4 : 8), using: &chance) {
        case 0, 1: return .scalar(UInt32.random(in: 0x61...0x63, using: &chance))
        case 2: return .any
        case 3: return .check(Bool.random(using: &chance) ? .start : .end)
        case 4: return .choice((0..<2).map { _ in node(&chance, depth: depth + 1) })
        case 5:
            var inner = node(&chance, depth: depth + 1)
            if case .check = inner { inner = .any }
            let least = Int.random(in: 0...2, using: &chance)
            let most = Bool.random(using: &chance) ? nil : least + Int.random(in: 0...2, using: &chance)
            return .times(inner, least: least, most: most)
        default: return .row((0..<Int.random(in: 0...3, using: &chance)).map { _ in node(&chance, depth: depth + 1) })
        }
    }

    private static func source(of node: PatternNode) -> String {
        switch node {
        case .empty: ""
        case .scalar(let value): Unicode.Scalar(value).map { "\($0)" } ?? ""
        case .any: "."
        case .check(let check): check == .start ? "^" : "$"
        case .set: ""
        case .sequence(let nodes): nodes.map(source).joined()
        case .choice(let nodes): "(?:\(nodes.map(source).joined(separator: "|")))"
        case .repeated(let node, let least, let most): "(?:\(source(of: node))){\(least),\(most.map { "\($0)" } ?? "")}"
        }
    }

    /// Where matches that begin at `start` may end.
    private static func ends(of node: PatternNode, _ text: [UInt32], from start: Int) -> Set<Int> {
        switch node {
        case .empty, .set: return [start]
        case .scalar(let value): return start < text.count && text[start] == value ? [start + 1] : []
        case .any: return start < text.count ? [start + 1] : []
        case .check(let check): return (check == .start ? start == 0 : start == text.count) ? [start] : []
        case .sequence(let nodes):
            return nodes.reduce([start]) { places, node in
                places.reduce(into: []) { $0.formUnion(ends(of: node, text, from: $1)) }
            }
        case .choice(let nodes): return nodes.reduce(into: []) { $0.formUnion(ends(of: $1, text, from: start)) }
        case .repeated(let node, let least, let most):
            var places: Set<Int> = [start]
            for _ in 0..<least { places = places.reduce(into: []) { $0.formUnion(ends(of: node, text, from: $1)) } }
            for _ in 0..<(most.map { $0 - least } ?? text.count + 1) {
                places = places.reduce(into: places) { $0.formUnion(ends(of: node, text, from: $1)) }
            }
            return places
        }
    }

    private static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
        part.count <= text.count
            && (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
    }
}
