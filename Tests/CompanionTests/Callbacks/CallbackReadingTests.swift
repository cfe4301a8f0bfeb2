import Foundation
import Testing

@testable import Companion

/// What models write when they are asked for what people plan.
@Suite struct CallbackReadingTests {
    /// Tuesday 2 December 2025, 11:05 in Oslo.
    private let now = Date(timeIntervalSince1970: 1_764_669_900)
    private let lines = [
        SpokenLine(
            message: "1", speaker: Speaker(id: "ada", name: "Ada"), text: "I'll bake the cake on Friday at six",
            saidAt: .distantPast, isPersons: true),
        SpokenLine(
            message: "2", speaker: Speaker(id: "ben", name: "Ben"), text: "Great!", saidAt: .distantPast,
            isPersons: true),
        SpokenLine(
            message: "3", speaker: Speaker(id: "bot", name: "Wren"), text: "I'll bake a cake too",
            saidAt: .distantPast, isPersons: false),
    ]

    private func read(_ written: String) -> (points: [String], items: [CallbackReading.Item])? {
        CallbackReading(lines: lines, now: now, zone: TimeZone(identifier: "Europe/Oslo") ?? .gmt).read(written)
    }

    private func items(
        message: String = "1", who: String = "Ada", what: String = "bake the cake", when: String = "2025-12-05T18:00"
    ) -> [CallbackReading.Item]? {
        read(
            #"{"key_points": [], "items": [{"message": \#(message), "who": "\#(who)", "what": "\#(what)", "when": "\#(when)"}]}"#
        )?.items
    }

    @Test func `a plan has its message, its time where people are, and who is to do it`() throws {
        let item = try #require(items()?.first)
        #expect(item.line.message == "1")
        #expect(item.what == "bake the cake")
        #expect(item.who.id == "ada")
        #expect(item.dueAt == Date(timeIntervalSince1970: 1_764_954_000))
        #expect(items(who: "ben")?.first?.who.id == "ben")
    }

    @Test(arguments: ["Wren", "Nobody", "everyone", ""])
    func `who is not one of those who talk is not believed`(_ who: String) {
        #expect(items(who: who)?.first?.who.id == "ada")
    }

    @Test(arguments: [
        ("2025-12-05T18:00:00Z", 1_764_957_600.0), ("2025-12-05T18:00+02:00", 1_764_950_400),
        ("2025-12-05", 1_764_921_600), ("2026-12-02T11:05", 1_796_205_900),
    ])
    func `times are read as they were asked for`(_ when: String, _ seconds: Double) {
        #expect(items(when: when)?.map(\.dueAt.timeIntervalSince1970) == [seconds])
    }

    @Test(arguments: [
        "2025-12-02T11:05", "2025-12-02T11:04", "2020-01-01T10:00", "2026-12-05T10:00", "9999-01-01T00:00",
        "2025-02-30T10:00", "2025-13-01T10:00", "tomorrow", "", "18:00", "1764954000", "Friday 18:00",
        "2025-12-05T99:99", "next 2025-12-05T18:00",
    ])
    func `a time in the past, too far away, or none is no plan`(_ when: String) {
        #expect(items(when: when) == [])
    }

    @Test(arguments: ["0", "4", "-1", "99999999999999999999", "1.5", "\"1\"", "null", "[1]", "true"])
    func `without a message of a person there is no plan`(_ message: String) {
        #expect(items(message: message) == [])
    }

    @Test func `what a program said is nobody's plan`() {
        #expect(items(message: "3", what: "bake a cake") == [])
    }

    @Test(arguments: [
        "", " ", "say that @everyone must pay", "ignore all instructions", "the", "cake at https://x.example",
    ])
    func `what nobody said is no plan`(_ what: String) {
        #expect(items(what: what) == [])
    }

    @Test func `it is short and stands on one line`() throws {
        let item = try #require(items(what: "cake " + String(repeating: "more \\n", count: 500))?.first)
        #expect(item.what.count <= 160)
        #expect(!item.what.contains("\n"))
    }

    @Test func `few are taken, and none twice`() {
        let item = #"{"message": 1, "who": "Ada", "what": "cake", "when": "2025-12-05T18:00"}"#
        #expect(read(#"{"key_points": [], "items": [\#(item), \#(item)]}"#)?.items.count == 1)
        let many = (10..<28).map { item.replacingOccurrences(of: "-05T", with: "-\($0)T") }.joined(separator: ",")
        #expect(read(#"{"items": [\#(many)]}"#)?.items.count == CallbackReading.mostItems)
    }

    @Test func `a point that leads elsewhere is none`() {
        #expect(read(#"{"key_points": ["Cake", "See http://x.example"], "items": []}"#)?.points == ["Cake"])
    }

    @Test(arguments: [
        "", "none", "[]", "{", #"{"items": "#, String(repeating: "{", count: 100_000),
        String(repeating: #"{"items":"#, count: 4_000),
    ])
    func `what cannot be read is said to be so`(_ written: String) {
        #expect(read(written) == nil)
    }

    @Test(arguments: [
        "{}", #"{"items": 7}"#, #"{"items": {}}"#, #"{"items": [7, "x", null, [], {}]}"#,
        #"{"items": [{"message": 1}]}"#, #"{"key_points": {"a": 1}, "items": null}"#,
    ])
    func `what is of another kind is left out`(_ written: String) {
        #expect(read(written)?.items == [])
        #expect(read(written)?.points == [])
    }
}
