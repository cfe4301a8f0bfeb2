import Foundation
import Inference
import Testing

@testable import Companion

@Suite struct BoundedJSONTests {
    private func value(_ text: String) throws -> JSONValue { try BoundedJSON.value(of: Array(text.utf8)) }

    private func fault(_ bytes: [UInt8]) -> String? {
        do {
            _ = try BoundedJSON.value(of: bytes)
            return nil
        } catch { return error.reason }
    }

    @Test func `every kind of value is read`() throws {
        let read = try value("\u{FEFF} {\"a\": [1, -2.5e1, true, false, null, {}, []], \"b\": {\"c\": \"d\"}}\n")
        #expect(read == ["a": [1, -25, true, false, .null, [:], []], "b": ["c": "d"]])
    }

    @Test func `of a name that stands twice the last counts`() throws {
        #expect(try value(#"{"a": 1, "a": 2}"#) == ["a": 2])
    }

    @Test(arguments: [
        ("9007199254740992", JSONValue.number(9_007_199_254_740_992)),
        ("9007199254740993", "9007199254740993"),
        ("123456789012345678", "123456789012345678"),
        ("18446744073709551615", "18446744073709551615"),
        ("99999999999999999999", "99999999999999999999"),
        ("1.5", 1.5), ("1E2", 100), ("-0", 0), ("NaN", .null), ("Infinity", .null), ("-Infinity", .null),
    ])
    func `numbers stay exact, as texts where they must`(json: String, expected: JSONValue) throws {
        #expect(try value(json) == expected)
    }

    @Test func `ids are read from numbers and from texts`() throws {
        let ids = try value(#"[77, 123456789012345679, "123456789012345679"]"#).array?.map(\.id)
        #expect(ids == ["77", "123456789012345679", "123456789012345679"])
    }

    @Test(arguments: [
        "0", "-5", "1.5", "1e30", "\"\"", "\"007\"", "\"12a\"", "\"../1\"", "\"123456789012345678901\"", "\"١٢\"",
        "null",
        "[1]", "true",
    ])
    func `what is no id is none`(json: String) throws {
        #expect(try value(json).id == nil)
    }

    @Test(arguments: [
        (#""a\"b\\c\/d\n\té""#, "a\"b\\c/d\n\té"),
        (#""\ud83d\ude00 \u00e9""#, "😀 é"),
        (#""x\ud83dy\ude00z""#, "x\u{FFFD}y\u{FFFD}z"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"),
        (#""a\u0000b\u001b[31mc\r\bd\u007f""#, "ab[31mcd"),
        ("\"\"", ""),
    ])
    func `texts and their escapes`(json: String, text: String) throws {
        #expect(try value(json) == .string(text))
    }

    @Test(arguments: [
        ("{\n\"a\": 1,\n}", "line 3: unexpected “}”"),
        ("{\n\"a\": 1\n\"b\": 2}", "line 3: unexpected “\"”"),
        ("{\n\n'a': 1}", "line 3: unexpected “'”"),
        ("{\"a\" 1}", "line 1: unexpected “1”"),
        ("[1 2]", "line 1: unexpected “2”"), ("[1,]", "line 1: unexpected “]”"),
        ("[1,\nyes]", "line 2: unexpected “y”"),
        ("[01]", "a number is not written"), ("[-]", "a number is not written"), ("[1.]", "ends with a dot"),
        ("[1e]", "no exponent"), ("[1e999]", "too large"), ("[nul]", "unexpected “n”"),
        ("[" + String(repeating: "9", count: 500) + "]", "too many digits"),
        ("\"b\nc\"", "runs over its line"), ("\"abc", "cut off"), ("\"abc\\", "cut off"), ("\"abc\\\"", "cut off"),
        (#""\u12g4""#, "four hexadecimal"), (#""\u12"#, "cut off"), (#""\u12""#, "four hexadecimal"),
        (#""\q""#, "needs none"), (#""\ud83d\u12""#, "four hexadecimal"),
        ("", "ends too early"), ("   ", "ends too early"), ("[", "ends too early"), ("{\"a\":", "ends too early"),
        ("{} {}", "unexpected “{”"), ("\u{0}", "no JSON"), ("é", "no JSON"), ("}", "unexpected “}”"),
    ])
    func `what is wrong is said, with its line`(json: String, expected: String) {
        let reason = fault(Array(json.utf8))
        #expect(reason?.contains(expected) == true, "\(reason ?? "no fault")")
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        #expect(fault(Array("[\"".utf8) + [0xFF, 0xFE] + Array("\"]".utf8))?.contains("UTF-8") == true)
        #expect(fault(Array("[\"\\n".utf8) + [0xC3] + Array("\"]".utf8))?.contains("UTF-8") == true)
        #expect(fault([0xFF, 0xFE, 0x5B, 0x00])?.contains("no JSON") == true)
    }

    @Test func `sixty-four levels are read and sixty-five are not`() throws {
        let levels = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        _ = try value(levels(64))
        #expect(fault(Array(levels(65).utf8))?.contains("64 levels") == true)
        let objects = String(repeating: "{\"a\":", count: 100_000)
        #expect(fault(Array(objects.utf8))?.contains("64 levels") == true)
        #expect(fault([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20))?.contains("64 levels") == true)
    }

    @Test func `brackets, commas and quotes inside texts count for nothing`() throws {
        let text = String(repeating: "[{\\\",", count: 300_000)
        #expect(try value("[\"\(text)\"]").array?.first?.string?.utf8.count == 1_200_000)
        #expect(
            fault(Array("[\"\(text)\\\\\", \(String(repeating: "[", count: 70))".utf8))?.contains("64 levels") == true)
    }

    @Test func `a file with too many values is refused`() {
        let many =
            Array("[".utf8) + [UInt8](repeating: UInt8(ascii: "0"), count: 1)
            + Array(String(repeating: ",0", count: BoundedJSON.valueLimit).utf8) + Array("]".utf8)
        #expect(fault(many)?.contains("more than 500000 values") == true)
    }

    @Test func `no beginning of an object is an object`() {
        let whole = Array(#"{"a": [1, -2.5e1, "b\n\ud83d\ude00", null], "c": {"d": true}}"#.utf8)
        for count in 0..<whole.count { #expect(fault(Array(whole.prefix(count))) != nil, "\(count) bytes") }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `whatever the bytes are, nothing traps and what is read can be written and read again`(seed: UInt64) throws {
        var chance = Seeded(seed)
        let seedText = Array(#"{"a": [1, -2.5e1, "b\n\ud83d\ude00", null], "c": {"d": true, "ef": "é"}}"#.utf8)
        for _ in 0..<3000 {
            let bytes = Mutation.of(seedText, using: &chance)
            guard let read = try? BoundedJSON.value(of: bytes) else { continue }  // a fault is as good an answer
            #expect(try BoundedJSON.value(of: read.bytes) == read)
        }
    }

    @Test func `what will be written again is read as it stands`() throws {
        func read(_ text: String) throws -> JSONValue { try BoundedJSON.value(of: Array(text.utf8), faithfully: true) }
        #expect(
            try read(#"["\u0000\b\f\r\u007f", 9007199254740993, -0.5]"#) == [
                "\0\u{8}\u{C}\r\u{7F}", .number(9_007_199_254_740_992), -0.5,
            ])
        for text in ["NaN", "-Infinity", "Infinity", #""\ud800""#, #""\udc00x""#, #""\ud800\u0041""#] {
            #expect(throws: ImportFault.self) { try read(text) }
        }
    }
}

/// Spoils bytes in the ways in which files get spoilt.
enum Mutation {
    private static let favourites = Array("{}[]\",:\\u0d8e-+.\n\0".utf8) + [0xFF, 0xC3, 0x7F]

    static func of(_ bytes: [UInt8], using chance: inout Seeded) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &chance) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &chance)
            switch Int.random(in: 0..<5, using: &chance) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
            case 1: bytes[place] = favourites.randomElement(using: &chance) ?? 0
            case 2: bytes.insert(favourites.randomElement(using: &chance) ?? 0, at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &chance)))
            default: bytes += bytes[place..<min(bytes.count, place + 20)]
            }
        }
        return bytes
    }
}
