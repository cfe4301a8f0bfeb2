import Foundation
import Testing

@testable import Companion

@Suite struct MarkedJSONTests {
    private func fault(_ text: String) -> MarkedJSON.Unreadable? {
        do {
            _ = try MarkedJSONReader.read(text)
            return nil
        } catch { return error }
    }

    @Test func `every kind of value is read with its line`() throws {
        let node = try MarkedJSONReader.read("{\n\"a\": [1, -2.5e1,\n true, null],\n\"b\": {\"c\": \"d\"}}")
        guard case .object(let members) = node.value else {
            Issue.record("not an object")
            return
        }
        #expect(members.map(\.name) == ["a", "b"])
        #expect(members.map(\.line) == [2, 4])
        guard case .array(let items) = members[0].value.value else {
            Issue.record("not a list")
            return
        }
        #expect(items.map(\.value) == [.number(1), .number(-25), .bool(true), .null])
        #expect(items.map(\.line) == [2, 2, 3, 3])
        #expect(members[1].value.line == 4)
    }

    @Test(arguments: [
        (#""a\"b\\c\/d\n\tA""#, "a\"b\\c/d\n\tA"),
        (#""\ud83d\ude00""#, "😀"),
        ("\"é😀\"", "é😀"),
        ("\u{FEFF}\"x\"", "x"),
        (#""""#, ""),
    ])
    func `texts and their escapes`(json: String, text: String) throws {
        #expect(try MarkedJSONReader.read(json).value == .string(text))
    }

    @Test(arguments: [
        ("{\n\"a\": 1,\n}", 3, "a comma too many"),
        ("{\n\"a\": 1\n\"b\": 2}", 3, "where a comma or “}” should stand"),
        ("{\n\n'a': 1}", 3, "unexpected “'”"),
        ("{\"a\" 1}", 1, "colon after “a”"),
        ("[1,\nyes]", 2, "“yes” needs quotes"),
        ("[1,\n1e999]", 2, "not a number"),
        ("[1 2]", 1, "unexpected “2”"), ("[01]", 1, "not a number"), ("[1.]", 1, "not a number"),
        ("[-.5]", 1, "not a number"), ("[1e]", 1, "not a number"), ("[1-2]", 1, "not a number"),
        ("{\"a\": \"b\nc\"}", 1, "runs over its line"),
        ("\"abc", 1, "no closing quote"),
        (#""\ud83d""#, 1, "half a surrogate"),
        (#""\ude00""#, 1, "not allowed"),
        (#""\u0000""#, 1, "not allowed"),
        (#""\u12g4""#, 1, "four hexadecimal"),
        (#""\q""#, 1, "an escape"),
        ("", 1, "ends where a value"),
        ("{} {}", 1, "after the end"),
        ("&a [*a, *a]", 1, "unexpected “&”"),
        ("# comment\n{}", 1, "unexpected “#”"),
        ("[\u{0}]", 1, "unexpected"),
    ])
    func `what is not JSON is refused with its line`(text: String, line: Int, reason: String) throws {
        let found = try #require(fault(text))
        #expect(found.line == line)
        #expect(found.reason.contains(reason), "\(found.reason)")
    }

    @Test func `nesting ends at the limit`() {
        let depth = MarkedJSONReader.depthLimit
        #expect(fault(String(repeating: "[", count: depth) + String(repeating: "]", count: depth)) == nil)
        #expect(fault(String(repeating: "[", count: 200_000))?.reason.contains("nested") == true)
        #expect(fault(String(repeating: "{\"a\":", count: 50_000))?.reason.contains("nested") == true)
    }

    @Test func `whatever comes is read or refused, and what is read Foundation reads too`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "a", "\\u00e9", "1", "-", ".5", "e", "true", "null", "0",
            "2.5e-1", "\n", " ",
            "é", "\u{1}",
        ]
        for _ in 0..<4_000 {
            let text = (0..<Int.random(in: 0...12, using: &chance)).map { _ in
                pieces.randomElement(using: &chance) ?? ""
            }
            .joined()
            guard (try? MarkedJSONReader.read(text)) != nil else { continue }
            let whole = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            #expect(whole != nil, "seed \(seed): \(text)")
        }
    }
}

@Suite struct NearestWordTests {
    @Test(arguments: [
        ("catch_phrases", "catchphrases"), ("expresion", "expression"), ("Calculate", "calculate"),
        ("valu", "value"), ("caclulate", "calculate"), ("from unit", "from_unit"), ("hatse", "hates"),
    ])
    func `a slip is understood`(written: String, meant: String) {
        let known = ["catchphrases", "expression", "calculate", "value", "from_unit", "loves", "hates"]
        #expect(NearestWord.to(written, among: known) == meant)
    }

    @Test(arguments: ["", "weather", "xyz", "_", String(repeating: "catchphrases", count: 40)])
    func `something else is not`(written: String) {
        #expect(NearestWord.to(written, among: ["catchphrases", "loves", "calculate"]) == nil)
    }
}
