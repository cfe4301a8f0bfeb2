import Companion
import Foundation
import Testing

@testable import Bot

struct DiscordExportTests {
    private let sample = """
        {"guild": {"id": "1", "name": "Friends"},
         "channel": {"id": "42", "type": "GuildTextChat", "name": "general", "topic": null},
         "dateRange": {"after": null, "before": null},
         "messages": [
          {"id": "100", "type": "Default", "timestamp": "2023-05-08T13:56:00.25+02:00", "content": "Hello ✨",
           "author": {"id": "7", "name": "ann", "nickname": "Ann", "isBot": false}, "attachments": [], "embeds": []},
          {"id": "101", "type": "Default", "timestamp": "2023-05-08T13:57:00+02:00", "content": "",
           "author": {"id": "8", "name": "ben", "nickname": null}, "attachments": [{"id": "5", "fileName": "cat.png"}],
           "reference": {"messageId": "100"}},
          {"id": "102", "timestamp": "yesterday", "content": "no date", "author": {"id": "8"}},
          {"id": "103", "timestamp": "2023-05-08T13:58:00+02:00", "content": "", "author": {"id": "8"}},
          "nonsense"
         ], "messageCount": 5}
        """

    @Test func `messages are taken with who, when and what`() throws {
        let export = try DiscordExport(Data(sample.utf8))
        #expect(export.place == Place(id: "discord:42", kind: .text))
        #expect(export.count == 5)
        let turns = export.turns(in: 0..<99)
        #expect(turns.map { $0 != nil } == [true, true, false, false, false])
        let first = try #require(turns[0])
        #expect(first.speaker == Speaker(id: "discord:7", name: "Ann"))
        #expect(first.message == "100")
        #expect(first.saidAt == Date(timeIntervalSince1970: 1_683_546_960.25))
        #expect(turns[1]?.speaker.name == "ben")
        #expect(turns[1]?.text == "[file: cat.png]")
    }

    @Test func `a byte order mark and numbers as ids are fine`() throws {
        let file = "\u{FEFF}" + sample.replacing("\"42\"", with: "42").replacing("\"100\"", with: "100")
        let export = try DiscordExport(Data(file.utf8))
        #expect(export.place.id == "discord:42")
        #expect(export.turns(in: 0..<1).first??.message == "100")
    }

    @Test(arguments: [
        "", "[]", "{}", "null", "{\"channel\": {\"id\": \"1\"}}", "{\"messages\": []}",
        "{\"channel\": {\"id\": 4.5}, \"messages\": []}", "{\"channel\": [], \"messages\": 3}", "<html></html>",
    ])
    func `other files are refused with a sentence that says what to do`(file: String) {
        let fault = #expect(throws: DiscordExportFault.self) { try DiscordExport(Data(file.utf8)) }
        #expect(fault?.description.contains("xport") == true)
    }

    @Test func `a file that ends anywhere is refused or read, never more`() {
        let bytes = Array(sample.utf8)
        for end in bytes.indices {
            let export = try? DiscordExport(Data(bytes[..<end]))
            #expect(export == nil, "cut at \(end)")
        }
    }

    @Test func `changed bytes do no harm`() {
        var state: UInt64 = 7
        for _ in 0..<3000 {
            var bytes = Array(sample.utf8)
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            // Whatever it is: nothing traps, and what is read is bounded.
            let turns = (try? DiscordExport(Data(bytes)))?.turns(in: 0..<100) ?? []
            #expect(turns.count <= bytes.count)
        }
    }

    @Test func `a deep file is refused`() {
        let file = "{\"channel\": {\"id\": \"1\"}, \"messages\": [" + String(repeating: "[", count: 100_000)
        #expect(throws: DiscordExportFault.self) { try DiscordExport(Data(file.utf8)) }
    }
}
