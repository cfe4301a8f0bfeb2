import Foundation
import Testing

@testable import Companion

@Suite struct SillyTavernChatTests {
    private let folder: TemporaryFolder
    private let header = """
        {"user_name":"Ann","character_name":"Captain Reed","create_date":"2023-6-5 @10h 24m 33s 123ms",\
        "chat_metadata":{"note_prompt":"","integrity":"x"}}
        """

    init() throws {
        folder = try TemporaryFolder()
    }

    private func message(
        _ text: String, by name: String = "Ann", isUser: Bool = true, date: String = "\"June 5, 2023 10:24pm\"",
        more: String = ""
    ) -> String {
        #"{"name":"\#(name)","is_user":\#(isUser),"send_date":\#(date),"mes":"\#(text)"\#(more)}"#
    }

    private func chat(_ lines: [String], named name: String = "Captain - 1.jsonl") throws -> SillyTavernChat {
        try folder.write(lines.joined(separator: "\n"), to: name)
        return try SillyTavernChat(at: folder.path + "/" + name, timeZone: .gmt)
    }

    private func fault(_ lines: [String]) throws -> String? {
        do {
            _ = try chat(lines)
            return nil
        } catch let fault as ImportFault { return fault.reason }
    }

    @Test func `a chat is read with who talked and when`() throws {
        let chat = try chat([
            header, message("Ahoy!", by: "Captain Reed", isUser: false, date: "\"2023-6-5 @10h 24m 33s 123ms\""),
            message("Hello."), message("Steady.", by: "Captain Reed", isUser: false, date: "1686003840000"), "",
        ])
        #expect(chat.id == "Captain - 1" && chat.character == "Captain Reed" && chat.user == "Ann")
        #expect(chat.createdAt.map { Int($0.timeIntervalSince1970) } == 1_685_960_673)
        #expect(chat.messages.map(\.text) == ["Ahoy!", "Hello.", "Steady."])
        #expect(chat.messages.map(\.role) == [.assistant, .user, .assistant])
        #expect(chat.messages.map(\.name) == ["Captain Reed", "Ann", "Captain Reed"])
        #expect(
            chat.messages.map { $0.saidAt.map { Int($0.timeIntervalSince1970) } }
                == [1_685_960_673, 1_686_003_840, 1_686_003_840])
        #expect(chat.leftOut == .init())
    }

    @Test func `newer chats have names in their messages only`() throws {
        let chat = try chat([
            #"{"chat_metadata":{},"user_name":"unused","character_name":"unused"}"#,
            message("Ahoy!", by: "Captain Reed", isUser: false, date: "\"2025-07-24T12:00:00.000Z\""),
            message("Hello."),
        ])
        #expect(chat.character == "Captain Reed" && chat.user == "Ann" && chat.createdAt == nil)
    }

    @Test func `a chat without its first line is still a chat, and so is one with Windows' line ends`() throws {
        #expect(try chat([message("Hello.")]).messages.count == 1)
        #expect(try chat([header + "\r", message("Hello.") + "\r", ""]).messages.count == 1)
        #expect(try chat(["\u{FEFF}" + header, message("Hello.")]).character == "Captain Reed")
    }

    @Test func `of several answers the one that is shown counts`() throws {
        let chat = try chat([
            header,
            #"{"is_user":false,"mes":"second","swipes":["first","second"],"swipe_id":1}"#,
            #"{"is_user":false,"swipes":["first","second"],"swipe_id":0}"#,
            #"{"is_user":false,"mes":{"message":"wrapped"},"swipes":[]}"#,
            #"{"is_user":false,"swipes":["first"],"swipe_id":9}"#,
            #"{"is_user":false,"swipes":["first"],"swipe_id":-1}"#,
        ])
        #expect(chat.messages.map(\.text) == ["second", "first", "wrapped"])
        #expect(chat.leftOut.bad == 2)
    }

    @Test func `what the program said and what was hidden is left out but counted`() throws {
        let chat = try chat([
            header, message("hidden", more: #","is_system":true"#),
            message("Welcome", more: #","is_system":true,"extra":{"type":"welcome"}"#),
            message("The sun sets.", isUser: false, more: #","is_system":false,"extra":{"type":"narrator"}"#),
            message("  "), message("Hello.", more: #","is_system":false,"extra":{"type":7,"api":"x"}"#),
        ])
        #expect(chat.messages.map(\.text) == ["Hello."])
        #expect(chat.leftOut.hidden == 1 && chat.leftOut.system == 2 && chat.leftOut.empty == 1)
        var report = ImportReport()
        chat.note(in: &report)
        #expect(
            report.leftOut.map(\.description) == [
                "Captain - 1: lines of the program itself: 2", "Captain - 1: lines that were hidden: 1",
                "Captain - 1: lines without text: 1",
            ])
    }

    @Test func `bad lines are counted and named by number, the others are taken`() throws {
        let chat = try chat([
            header, "nonsense", message("one"), "[1]", #"{"mes": 5, "is_user": true}"#, #"{"is_user": true}"#,
            #"{"mes": "x"}"#, #"{"mes": "x", "is_user": 1}"#, header, String(repeating: "[", count: 5000),
            #"{"mes": "\#(String(repeating: "x", count: 70_000))", "is_user": true}"#,
            #"{"mes": "\#(String(repeating: "x", count: 2 << 20))", "is_user": true}"#, message("two"),
            message("cut").dropLast(9).description,
        ])
        #expect(chat.messages.map(\.text) == ["one", "two"])
        #expect(chat.leftOut.bad == 11)
        #expect(
            chat.leftOut.reasons.map { $0.prefix { $0 != ":" } }
                == [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14].map { "line \($0)" })
        #expect(chat.leftOut.reasons[1] == "line 4: is a list, not an object")
        #expect(chat.leftOut.reasons[7].contains("64 levels"))
        #expect(chat.leftOut.reasons[9] == "line 12: has more than 1 MiB")
        #expect(chat.leftOut.reasons[10].contains("cut off"))
    }

    @Test func `a date that is not understood costs the date only`() throws {
        let chat = try chat([
            header, message("a", date: "\"soon\""), message("b", date: "null"), message("c", date: "{}"),
            message("d", date: "1e300"),
        ])
        #expect(chat.messages.map(\.saidAt) == [nil, nil, nil, nil])
    }

    @Test func `what is no chat is refused`() throws {
        #expect(try fault([""])?.contains("not a chat") == true)
        #expect(try fault(["hello"])?.contains("not a chat") == true)
        #expect(try fault(["{}"])?.contains("not a chat") == true)
        #expect(try fault([#"{"spec":"chara_card_v2","data":{}}"#])?.contains("not a chat") == true)
        #expect(try fault([header] + Array(repeating: "x", count: 1500))?.contains("more than 1000 lines") == true)
        #expect(try fault(Array(repeating: "", count: 50_002))?.contains("more than 50000 lines") == true)
        #expect(throws: ImportFault("is not there")) { try SillyTavernChat(at: folder.path + "/no", timeZone: .gmt) }
        #expect(throws: ImportFault.self) { try SillyTavernChat(at: folder.path, timeZone: .gmt) }
    }

    @Test func `links, pipes and huge files are refused`() throws {
        try folder.write(header, to: "real.jsonl")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.jsonl", withDestinationPath: "real.jsonl")
        try #require(mkfifo(folder.path + "/pipe.jsonl", 0o600) == 0)
        let file = try #require(FileHandle(forWritingAtPath: folder.path + "/real.jsonl"))
        try file.truncate(atOffset: 100 << 20)
        try file.close()
        for (name, expected) in [("link", "is a link"), ("pipe", "not a plain file"), ("real", "has 100 MiB")] {
            #expect { try SillyTavernChat(at: folder.path + "/\(name).jsonl", timeZone: .gmt) } throws: { error in
                (error as? ImportFault)?.reason.contains(expected) == true
            }
        }
    }

    @Test func `a chat that grew keeps its keys, in another zone and under another path too`() throws {
        let lines = [header, message("ok"), message("ok"), message("Hello.", by: "Captain Reed", isUser: false)]
        let before = try chat(lines).messages.map(\.key)
        #expect(Set(before).count == 3)
        let grown = try chat(lines + [message("ok"), message("bye")], named: "moved/Captain - 1.jsonl")
        #expect(Array(grown.messages.map(\.key).prefix(3)) == before)
        #expect(Set(grown.messages.map(\.key)).count == 5)
        let tokyo = try SillyTavernChat(
            at: folder.path + "/moved/Captain - 1.jsonl", timeZone: #require(TimeZone(identifier: "Asia/Tokyo")))
        #expect(tokyo.messages.map(\.key) == grown.messages.map(\.key))
        #expect(tokyo.messages.map(\.saidAt) != grown.messages.map(\.saidAt))
        #expect(try chat(lines, named: "Other.jsonl").messages.map(\.key) != before)
    }

    @Test func `the name of an upload is only a name`() throws {
        try folder.write(header, to: "upload")
        let read = { (name: String) in
            try SillyTavernChat(at: folder.path + "/upload", named: name, timeZone: .gmt).id
        }
        #expect(try read("../../etc/Reed.JSONL") == "Reed")
        #expect(try read("a\nb.jsonl") == "a\u{FFFD}b")
        #expect(try read(String(repeating: "x", count: 5000)).count <= 201)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `whatever the bytes are, nothing traps and no key stands twice`(seed: UInt64) throws {
        var chance = Seeded(seed)
        let lines = [
            header, message("Ahoy! \\ud83d\\ude00", more: #","swipes":["a","b"],"swipe_id":1,"extra":{"type":"x"}"#),
            message("Hello.", date: "1686003840000"), message("hidden", more: #","is_system":true"#),
        ]
        for _ in 0..<60 {
            let bytes = Mutation.of(Array(lines.joined(separator: "\n").utf8), using: &chance)
            try folder.write(Data(bytes), to: "c.jsonl")
            let path = folder.path + "/c.jsonl"
            guard let chat = try? SillyTavernChat(at: path, timeZone: .gmt) else { continue }  // a fault is fine too
            #expect(Set(chat.messages.map(\.key)).count == chat.messages.count)
        }
    }
}

@Suite struct LineReaderTests {
    @Test func `lines are whole over the borders of what is read at once`() throws {
        let folder = try TemporaryFolder()
        let lines = (0..<3000).map { String(repeating: "x", count: $0 % 97) + "\($0)" }
        for end in ["", "\n"] {
            try folder.write(lines.joined(separator: "\n") + end, to: "lines")
            var reader = LineReader(try BoundedFile.open(folder.path + "/lines", upTo: 1 << 20).file, byteLimit: 1000)
            var read: [LineReader.Line] = []
            while let line = try reader.next() { read.append(line) }
            #expect(read == lines.map { .whole(Array($0.utf8)) })
        }
    }

    @Test func `a line that is too long is passed over, and what follows is read`() throws {
        let folder = try TemporaryFolder()
        try folder.write("1234\n12345\n\n" + String(repeating: "x", count: 200_000) + "\nend", to: "lines")
        var reader = LineReader(try BoundedFile.open(folder.path + "/lines", upTo: 1 << 20).file, byteLimit: 4)
        var read: [LineReader.Line] = []
        while let line = try reader.next() { read.append(line) }
        #expect(read == [.whole(Array("1234".utf8)), .tooLong, .whole([]), .tooLong, .whole(Array("end".utf8))])
    }
}
