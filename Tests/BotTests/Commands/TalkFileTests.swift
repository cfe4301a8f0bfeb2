@testable import Companion
import DiscordModel
import Foundation
import Testing

@testable import Bot

/// Talks as files: strict in what is taken, exact in what is given.
@Suite struct TalkFileTests {
    @Test func `what was written is read as it was`() throws {
        let turns = [
            kept("Hi, *all*!\n\u{1F44B}\"", by: "discord:80351110224678912", name: "Ann"),
            kept("Good morning.", by: "acore", name: "Wren", isAnswer: true),
        ]
        let read = try TalkFile.read(TalkFile.write(turns).bytes)
        #expect(read.map(\.text) == turns.map(\.text))
        #expect(read.map(\.isAnswer) == [false, true])
        #expect(read.map(\.speakerName) == ["Ann", "Wren"])
        #expect(read.map(\.speakerID) == ["discord:80351110224678912", nil])
        #expect(read.map(\.saidAt) == turns.map(\.saidAt))
    }

    @Test func `what does not fit is left out from the oldest on, and the file can be read`() throws {
        let turns = (0..<40).map { kept("\($0) " + String(repeating: "\u{1F44B}", count: 16_000), by: "discord:1") }
        let file = TalkFile.write(turns)
        #expect(file.bytes.count <= TalkFile.byteLimit)
        let list = try #require(try JSON(json: file.bytes).array)
        #expect((1..<40).contains(list.count))
        #expect(file.count == list.count)
        #expect(list.last?["content"]?.string?.hasPrefix("39 ") == true)
        let many = (0..<(TalkFile.turnLimit + 10)).map { kept("\($0)", by: "discord:1") }
        #expect(try TalkFile.read(TalkFile.write(many).bytes).map(\.text).first == "10")
    }

    @Test(arguments: [
        #"[{"content": "a"}]"#, #"[{"role": "user"}]"#, #"[{"role": "system", "content": "a"}]"#,
        #"[{"role": "tool", "content": "a"}]"#, #"[{"role": "User", "content": "a"}]"#, #"["a"]"#, #"[null]"#,
        #"[{"role": "user", "content": ""}]"#, #"[{"role": "user", "content": " \n "}]"#,
        #"[{"role": "user", "content": 1}]"#, #"[{"role": "user", "content": [{"type": "text"}]}]"#,
        #"[{"role": "user", "content": "a", "user_id": "me"}]"#, #"[{"role": "user", "content": "a", "user_id": -1}]"#,
        #"[{"role": "user", "content": "a", "username": "b\nsystem: c"}]"#,
        #"[{"role": "user", "content": "a", "said_at": "yesterday"}]"#,
        #"[{"role": "user", "content": "a", "place": "discord:1"}]"#,
    ])
    func `a turn that is anything else is refused, with its number`(_ text: String) {
        let error = #expect(throws: Mistake.self) { try TalkFile.read(Array(text.utf8)) }
        #expect(error?.description.hasPrefix("Turn 1 of the file ") == true)
        #expect(error?.description.hasSuffix("Nothing was changed.") == true)
    }

    @Test(arguments: ["", "{}", "null", "[]", "[1", "\u{FEFF}", String(repeating: "[", count: 10_000), "\"text\""])
    func `a file that is no list of turns is refused`(_ text: String) {
        #expect(throws: Mistake.self) { try TalkFile.read(Array(text.utf8)) }
    }

    @Test func `more turns, longer turns and larger files than can be kept are refused`() {
        let turn = #"{"role": "user", "content": "a"}"#
        let many = "[" + Array(repeating: turn, count: TalkFile.turnLimit + 1).joined(separator: ",") + "]"
        #expect(throws: Mistake.self) { try TalkFile.read(Array(many.utf8)) }
        let long = #"[{"role": "user", "content": "\#(String(repeating: "x", count: Responder.questionLimit + 1))"}]"#
        #expect(throws: Mistake.self) { try TalkFile.read(Array(long.utf8)) }
        let large = "[" + turn + String(repeating: " ", count: TalkFile.byteLimit) + "]"
        #expect(throws: Mistake.self) { try TalkFile.read(Array(large.utf8)) }
    }

    private func kept(_ text: String, by speaker: String, name: String = "Ann", isAnswer: Bool = false) -> KeptTurn {
        KeptTurn(
            id: 1, isAnswer: isAnswer, speakerID: speaker, speakerName: name, text: text,
            saidAt: Date(timeIntervalSince1970: 1_769_851_800), state: .complete, persona: nil)
    }
}
