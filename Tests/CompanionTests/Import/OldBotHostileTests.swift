import Foundation
import Testing

@testable import Companion

@Suite struct OldBotHostileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(OldBotFolderSample.history(["hi"]), to: "chat_history/1.json")
    }

    private func read() throws -> (items: [OldBotItem], report: ImportReport) {
        var data = try OldBotData(at: folder.path, timeZone: .gmt)
        var known: Set<String> = []
        let items = data.items(known: &known)
        return (items, data.report)
    }

    /// Why the file was left out; the sound one beside it must have been read.
    private func reason(_ path: String) throws -> String? {
        let (items, report) = try read()
        let isSoundRead = items.contains { if case .talk(let talk) = $0 { talk.channel == "1" } else { false } }
        #expect(isSoundRead)
        return report.leftOut.first { $0.path == path }?.reason
    }

    @Test(arguments: [
        ("", "ends too early"), ("[", "ends too early"), ("nonsense", "unexpected “n”"),
        ("null", "no list of messages"),
        ("\"text\"", "no list of messages"), ("{}", "no list “messages”"), (#"{"messages": 7}"#, "no list “messages”"),
        (#"[{"role": "user", "content": "a"}"#, "ends too early"),
        (#"[{"role": "user", "content": "a"}] x"#, "unexpected “x”"),
        (#"{"channel_id": 99, "messages": []}"#, "names another inside"),
        (#"{"channel_id": "../../etc", "messages": []}"#, "names another inside"),
        (#"{"messages": [{"role": "user", "content": "a"}], "channel_id": []}"#, "names another inside"),
        (String(repeating: "[", count: 200_000), "64 levels"),
        (String(repeating: "{\"messages\":[", count: 1000), "64 levels"),
    ])
    func `a spoilt history is left out whole, with the reason`(text: String, expected: String) throws {
        try folder.write(text, to: "chat_history/2.json")
        #expect(try reason("chat_history/2.json")?.contains(expected) == true)
        #expect(try read().items.count == 1)
    }

    @Test(arguments: [
        (#"7"#, "is a number"), (#"null"#, "is null"), (#"{}"#, "no role"),
        (#"{"role": "user"}"#, "no role or no text"),
        (#"{"role": 1, "content": "a"}"#, "no role"), (#"{"role": "user", "content": ["a"]}"#, "no text"),
        (#"{"role": "user", "content": "  "}"#, "no text"), (#"{"role": "system", "content": "a"}"#, "by “system”"),
        (#"{"role": "user", "content": "\#(String(repeating: "a", count: 70_000))"}"#, "more than 64 kB"),
    ])
    func `a message of the wrong make is counted, the others are taken`(message: String, expected: String) throws {
        let good = #"{"role": "user", "content": "a", "user_id": {"$": 1}, "username": 9}"#
        try folder.write("[\(good), \(message), \(message)]", to: "chat_history/2.json")
        let reason = try #require(try reason("chat_history/2.json"))
        #expect(reason.hasPrefix("2 of its entries are left out; the first: message 2 "))
        #expect(reason.contains(expected))
        #expect(try read().report.taken[.message] == 2)
    }

    @Test(arguments: [
        ("[]", "a list where an object should be"), ("{\"user_id\": 8}", "names another inside"),
        ("{\"user_id\": \"7/../8\"}", "names another inside"), ("{", "ends too early"),
        (String(repeating: "{\"facts\":", count: 100_000), "64 levels"),
    ])
    func `a spoilt profile is left out`(text: String, expected: String) throws {
        try folder.write(text, to: "user_profiles/user_7.json")
        #expect(try reason("user_profiles/user_7.json")?.contains(expected) == true)
    }

    @Test func `of a profile with odd parts the rest is read`() throws {
        let text = """
            {"username": ["x"], "facts": "none", "traits": [1, "kind", null, {"a": 1}], "interests": null,
             "preferences": ["x"], "memorable_quotes": [{"quote": 5}], "relationships": {"../x": "a", "9": 5},
             "affection": {"level": 1e300, "positive_interactions": -4}, "interaction_count": 1e99,
             "first_met": 12345678901234567890}
            """
        try folder.write(text, to: "user_profiles/user_7.json")
        let (items, report) = try read()
        guard case .profile(let profile)? = items.first else {
            Issue.record("no profile")
            return
        }
        #expect(profile.traits.map(\.text) == ["kind"] && profile.statements.count == 1)
        #expect(profile.name == nil && profile.interactionCount == 0 && profile.firstMet == nil)
        #expect(profile.affection?.level == 100 && profile.affection?.positive == 0)
        #expect(report.leftOut.first?.reason.hasPrefix("8 of its entries are left out") == true)
    }

    @Test(arguments: [
        (#"{"a": {"user_id": 1, "message": "x"}}"#, 0), (#"{"a": 5, "b": [], "c": null}"#, 0),
        (#"{"a": {"user_id": -1, "message": "x", "trigger_time": "2025-12-02T17:00:00"}}"#, 0),
        (#"{"a": {"user_id": 1, "message": "x", "trigger_time": "2025-12-02T17:00:00", "channel_id": {}}}"#, 1),
        (#"{"": {"user_id": 1, "message": "x", "trigger_time": "2025-12-02T17:00:00"}}"#, 0),
    ])
    func `reminders of the wrong make are counted`(text: String, count: Int) throws {
        try folder.write(text, to: "reminders/reminders.json")
        let (_, report) = try read()
        #expect(report.taken[.reminder] ?? 0 == count)
        #expect(report.leftOut.isEmpty == (count == 1))
    }

    @Test func `of very many notes and facts the first are taken and the rest is counted`() throws {
        let notes = (0..<10_003).map { #""\#($0 + 10_000)": {"user_id": 1, "content": "n"}"# }
        try folder.write("{\(notes.joined(separator: ","))}", to: "notes/notes.json")
        let facts = (0..<10_002).map { "\"fact \($0)\"" }
        try folder.write("{\"facts\": [\(facts.joined(separator: ","))]}", to: "user_profiles/user_7.json")
        let (_, report) = try read()
        #expect(report.taken[.note] == 10_000 && report.taken[.fact] == 10_000)
        #expect(
            report.leftOut.map(\.reason)
                == [
                    "3 of its entries are left out; the first: “20000” comes after 10000 others",
                    "2 of its entries are left out; the first: “facts” 10001 comes after 10000 others",
                ].reversed())
    }

    @Test func `names are cut, on one line, and not by what looks like one character`() throws {
        let name = String(repeating: "\u{301}", count: 5000)
        try folder.write(
            #"[{"role": "user", "content": "a", "username": "x\ny\#(name)"}]"#, to: "chat_history/2.json")
        let talks = try read().items.compactMap {
            if case .talk(let talk) = $0, talk.channel == "2" { talk } else { nil }
        }
        let read = try #require(talks.first?.messages.first?.name)
        #expect(
            read.unicodeScalars.count == ImportedMessage.nameLimit
                && read.unicodeScalars.starts(with: "x y".unicodeScalars))
    }

    @Test func `a file of 100 MB is refused without being read`() throws {
        for name in ["chat_history/2.json", "documents/a.txt", "user_profiles/user_7.json", "notes/notes.json"] {
            try folder.write("[", to: name)
            let file = try #require(FileHandle(forWritingAtPath: folder.path + "/" + name))
            try file.truncate(atOffset: 100 << 20)
            try file.close()
            let reason = try #require(try reason(name))
            #expect(reason.hasPrefix("has 100 MiB, at most ") && reason.hasSuffix("; leave it out or split it"))
        }
    }

    @Test func `a document that is no text is left out`() throws {
        try folder.write(Data([0x25, 0x50, 0, 0]), to: "documents/a.txt")
        try folder.write(Data([0xFF, 0xFE, 0x41]), to: "documents/b.md")
        try folder.write(" \n", to: "documents/c.md")
        try folder.write("MZ", to: "documents/d.exe")
        try folder.write("no mark", to: "documents/conversation_5_x.txt")
        for name in ["a.txt", "b.md", "c.md", "d.exe", "conversation_5_x.txt"] {
            #expect(try reason("documents/" + name) != nil, "\(name)")
        }
        #expect(try read().items.count == 1)
    }

    @Test(arguments: [
        "chat_history/x.json", "chat_history/0.json", "chat_history/-1.json", "chat_history/123456789012345678901.json",
        "chat_history/1.json.corrupt", "chat_history/%2e%2e%2f1.json",
        "chat_history/１.json",
        "chat_history_archive/1.json", "chat_history_archive/1_2.json", "chat_history_archive/1_20251101_x.json",
        "user_profiles/77.json", "user_profiles/user_7_8.json", "user_profiles/user_.json", "reminders/other.json",
        "conversation_summaries/summary_x_20251202_100000.json", "lorebooks/sea.json", "chat_history/a\nb.json",
    ])
    func `names that acore-bot does not give are left out`(name: String) throws {
        try folder.write("[]", to: name)
        let (items, report) = try read()
        #expect(items.count == 1)
        #expect(report.leftOut.count == 1)
    }

    @Test func `links are not followed, whatever they are called`() throws {
        let outside = try TemporaryFolder()
        try outside.write(OldBotFolderSample.history(["secret"]), to: "2.json")
        try outside.write("secret", to: "secret.txt")
        let link = { (name: String, target: String) in
            try FileManager.default.createDirectory(
                atPath: folder.path + "/documents", withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: target)
        }
        try link("chat_history/2.json", outside.path + "/2.json")
        try link("chat_history/3.json", "1.json")
        try link("chat_history_archive", outside.path)
        try link("documents/a.txt", "../../../../../../../etc/passwd")
        try link("documents/more", outside.path)
        try link("documents/round", "..")
        try link("notes", "chat_history")
        try link("trivia_leaderboard.json", "/dev/zero")
        let (items, report) = try read()
        #expect(items.count == 1)
        #expect(report.leftOut.count == 8)
        #expect(report.leftOut.filter { $0.reason.contains("is a link") }.count == 6)
    }

    @Test func `a file that became a link after it was found is not followed either`() throws {
        try folder.write("[]", to: "chat_history/2.json")
        var data = try OldBotData(at: folder.path, timeZone: .gmt)
        try folder.remove("chat_history/2.json")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/chat_history/2.json", withDestinationPath: folder.path + "/chat_history/1.json")
        var known: Set<String> = []
        #expect(data.items(known: &known).count == 1)
        #expect(data.report.leftOut.map(\.path) == ["chat_history/2.json"])
    }

    @Test func `pipes, folders and files in each other's place are left out`() throws {
        try #require(mkfifo(folder.path + "/chat_history/2.json", 0o600) == 0)
        try folder.write("x", to: "chat_history/3.json/4.json")
        try folder.write("x", to: "user_profiles")
        try folder.write("x", to: "trivia_leaderboard.json/x")
        let (items, report) = try read()
        #expect(items.count == 1)
        #expect(report.leftOut.count == 4)
    }

    @Test func `folders in folders have an end`() throws {
        let deep = (0..<20).map { _ in "d" }.joined(separator: "/")
        try folder.write("deep", to: "documents/\(deep)/a.txt")
        let (items, report) = try read()
        #expect(items.count == 1)
        #expect(report.leftOut.first?.reason.contains("deep") == true)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `whatever happened to the files, nothing traps and no key stands twice in a file`(seed: UInt64) throws {
        var chance = Seeded(seed)
        let files = OldBotFolderSample.files.sorted { $0.key < $1.key }
        for _ in 0..<25 {
            for (name, text) in files {
                try folder.write(Data(Mutation.of(Array(text.utf8), using: &chance)), to: name)
            }
            for item in try read().items { #expect(Set(item.keys).count == item.keys.count) }
        }
    }

    @Test func `no beginning of a file is taken for the file`() throws {
        let whole = Array(OldBotFolderSample.history(["a", "b"]).utf8)
        for count in 0..<whole.count {
            try folder.write(Data(whole.prefix(count)), to: "chat_history/2.json")
            #expect(try read().items.count == 1, "\(count) bytes")
        }
    }
}
