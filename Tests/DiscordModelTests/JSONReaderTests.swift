import Testing

@testable import DiscordModel

@Suite struct JSONReaderTests {
    @Test(arguments: [
        (#""""#, ""), (#""a""#, "a"), (#"  "a"  "#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u00E9\u4e2D""#, "Aéé中"), (#""\ud83c\udf75""#, "🍵"), (#""\u0000x""#, "\u{0}x"),
        (#""x\ud83c""#, "x\u{FFFD}"), (#""\ud83cx""#, "\u{FFFD}x"), (#""\ud83c\n""#, "\u{FFFD}\n"),
        (#""\ud83c\u0041""#, "\u{FFFD}A"), (#""\udf75\ud83c""#, "\u{FFFD}\u{FFFD}"),
        (#""\ud83c\ud83c\udf75""#, "\u{FFFD}🍵"),
        (#""1234567\"89012345\\6789""#, #"1234567"89012345\6789"#),
        ("\"\u{7F}🍵é中 and more than eight bytes\"", "\u{7F}🍵é中 and more than eight bytes"),
    ])
    func `strings are read with all their escapes`(json: String, text: String) throws {
        #expect(try String(json: Array(json.utf8)) == text)
        #expect(try JSON(parsing: json) == .string(text))
    }

    @Test(arguments: [
        #"""#, #""a"#, #""\""#, #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud83c\u12""#, #""\ud83c\uzzzz""#, #"a""#, "'a'",
        "\"a\nb\"",
        "\"\u{1F}\"", "\"12345678\u{0}\"", #""a""b""#, #""\U0041""#,
    ])
    func `strings that are none are refused`(json: String) {
        #expect(throws: JSONFault.self) { try String(json: Array(json.utf8)) }
    }

    @Test func `a string that is wrong inside is passed over, if it has an end`() throws {
        #expect(throws: Never.self) { try Ignored(json: Array(#""\x""#.utf8)) }
        #expect(throws: JSONFault.badString(at: 1)) { try Ignored(json: Array(#""\""#.utf8)) }
        #expect(throws: JSONFault.badString(at: 1)) { try Ignored(json: Array("\"\u{0}\"".utf8)) }
    }

    @Test func `bytes that are no text become replacement characters`() throws {
        #expect(try String(json: [0x22, 0xFF, 0x41, 0xC3, 0x22]) == "\u{FFFD}A\u{FFFD}")
        #expect(try String(json: [0x22, 0xFF, 0x5C, 0x6E, 0x22]) == "\u{FFFD}\n")
    }

    /// Every length, because eight bytes are looked at together.
    @Test func `the end of a string is found wherever it is`() throws {
        for count in 0..<40 {
            let plain = String(repeating: "é", count: count / 2) + (count.isMultiple(of: 2) ? "" : "z")
            #expect(try String(json: Array("\"\(plain)\"".utf8)) == plain)
            #expect(try String(json: Array("\"\(plain)\\n\(plain)\"".utf8)) == "\(plain)\n\(plain)")
            #expect(throws: JSONFault.self) { try String(json: Array("\"\(plain)".utf8)) }
            #expect(throws: JSONFault.self) { try String(json: Array("\"\(plain)\u{1}\"".utf8)) }
        }
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("7", 7), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
        ("-9223372036854775807", -Int.max), ("1.0", 1), ("1e3", 1000), ("-2.50e+1", -25), ("10E-1", 1),
        ("9007199254740993", 9_007_199_254_740_993),
    ])
    func `whole numbers are exact`(json: String, number: Int) throws {
        #expect(try Int(json: Array(json.utf8)) == number)
    }

    @Test(arguments: [
        "", "-", "+1", "01", "-01", "00", ".5", "1.", "1.e3", "1e", "1e+", "0x10", "1_000", "Infinity", "NaN",
        "-Infinity", "1e999",
        "1.5", "9223372036854775808", "1e19", "\"1\"", "1 2", "--1", "1-1", "null", "true", "1e5.5",
    ])
    func `what is no whole number is refused`(json: String) {
        #expect(throws: JSONFault.self) { try Int(json: Array(json.utf8)) }
    }

    @Test(arguments: [
        "-", "+1", "01", "-01", ".5", "1.", "1e", "0x10", "NaN", "1e+", "nul", "truefalse", "1 2", "tru", "{1:2}",
        "{\"a\" 1}", "{\"a\":1,}", "[1,]", "[,1]", "[1 2]", "{,}", "[1}", "{\"a\":1]", "]", "}", ",", ":", "", "[", "{",
        "{\"a\"", "{\"a\":", "\u{FEFF}1", "[1]]", "{}{}",
    ])
    func `documents that are none are refused`(json: String) {
        #expect(throws: JSONFault.self) { try JSON(parsing: json) }
    }

    /// What nobody wants is looked at only so closely that its end is sure.
    @Test(arguments: [
        "[1}", "{\"a\":1]", "]", ",", "[", "{\"a\":", "tru", "nulll", "01", "[-]", "[1.]", "\"a", "[[]", "[\"a]", "x",
    ])
    func `what is skipped must have an end, and be made of right words`(json: String) {
        #expect(throws: JSONFault.self) { try Ignored(json: Array(json.utf8)) }
    }

    @Test(arguments: ["1e400", "123456789012345678901234567890", "[1 2]", "{\"a\" 1}", "[,]"])
    func `skipping is content with less`(json: String) {
        #expect(throws: Never.self) { try Ignored(json: Array(json.utf8)) }
    }

    @Test(arguments: ["1.5", "-0.0", "1e308", "5e-324", "0.1", "123456789.123456789", "18446744073709551616"])
    func `other numbers are as near as they can be`(json: String) throws {
        #expect(try Double(json: Array(json.utf8)) == Double(json))
    }

    @Test func `64 levels are read and skipped, 65 are not`() throws {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let right = Array((String(repeating: open, count: 64) + "1" + String(repeating: close, count: 64)).utf8)
            let deep = Array((String(repeating: open, count: 65) + "1" + String(repeating: close, count: 65)).utf8)
            #expect(throws: Never.self) { try JSON(json: right) }
            #expect(throws: Never.self) { try Ignored(json: right) }
            #expect(throws: JSONFault.tooDeep(at: open.utf8.count * 64 + 1)) { try JSON(json: deep) }
            #expect(throws: JSONFault.tooDeep(at: open.utf8.count * 64)) { try Ignored(json: deep) }
        }
        let bottomless = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: JSONFault.self) { try JSON(json: bottomless) }
        #expect(throws: JSONFault.self) { try Ignored(json: bottomless) }
    }

    @Test func `null stands for any value, a missing member leaves what was there`() throws {
        #expect(try [Int?](json: Array("[1,null]".utf8)) == [1, nil])
        let user = try User(json: Array(#"{"id":"1","username":null,"flags":null,"bot":true,"x":[{}]}"#.utf8))
        #expect(user.username == "" && user.flags == 0 && user.bot && user.discriminator == "0")
    }

    @Test func `names with escapes are names in a tree`() throws {
        let tree = try JSON(parsing: #"{"a\n\u00e9":1,"a":2,"a":3}"#)
        #expect(tree["a\né"] == 1)
        #expect(tree["a"] == 3)
    }
}

/// Any value, passed over.
struct Ignored: JSONReadable {
    init(from json: inout JSONReader) throws(JSONFault) { try json.skip() }
}

@Suite struct JSONKeyTests {
    static let words: [StaticString] = [
        "a", "ab", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq",
    ]

    @Test(arguments: words.indices)
    func `a name is itself, and nothing that differs in one byte`(index: Int) {
        let word = Self.words[index]
        let bytes = Array(word.description.utf8)
        #expect(Self.matches(word, bytes))
        #expect(!Self.matches("", bytes) && !Self.matches(word, []) && !Self.matches(word, bytes + [0x61]))
        for place in bytes.indices {
            var other = bytes
            other[place] ^= 1
            #expect(!Self.matches(word, other), "\(place) of \(word)")
        }
    }

    static func matches(_ word: StaticString, _ bytes: [UInt8]) -> Bool { word ~= JSONKey(bytes.span.bytes) }
}
