import Foundation
import Testing

@testable import Companion

@Suite struct OldBotKeysTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// What one import takes that is not `known` yet.
    private func taken(_ known: inout Set<String>, zone: TimeZone = .gmt) throws -> [ImportKind: Int] {
        var data = try OldBotData(at: folder.path, timeZone: zone)
        _ = data.items(known: &known)
        return data.report.taken
    }

    private func write(_ texts: [String], to name: String = "chat_history/5.json") throws {
        try folder.write(OldBotFolderSample.history(texts), to: name)
    }

    @Test func `a second import takes nothing, in another zone neither`() throws {
        try OldBotFolderSample.write(to: folder)
        var known: Set<String> = []
        #expect(try !taken(&known).isEmpty)
        #expect(try taken(&known).isEmpty)
        #expect(try taken(&known, zone: #require(TimeZone(identifier: "Asia/Tokyo"))).isEmpty)
    }

    @Test func `of a history that grew only what is new is taken`() throws {
        var known: Set<String> = []
        try write(["hi", "ok", "ok"])
        #expect(try taken(&known) == [.message: 3])
        try write(["hi", "ok", "ok", "ok", "bye"])
        #expect(try taken(&known) == [.message: 2])
    }

    @Test func `a history that lost its beginning brings nothing twice`() throws {
        var known: Set<String> = []
        try write(["1", "2", "ok", "3", "ok"])
        #expect(try taken(&known) == [.message: 5])
        try write(["ok", "3", "ok", "4", "5"])
        #expect(try taken(&known) == [.message: 2])
    }

    @Test func `messages that were archived in between stay the same`() throws {
        var known: Set<String> = []
        try write(["hi", "1"])
        #expect(try taken(&known) == [.message: 2])
        try write(["hi", "1", "2"], to: "chat_history_archive/5_20251101.json")
        try write(["hi", "3"])
        #expect(try taken(&known) == [.message: 3], "“2”, the second “hi” and “3”")
        #expect(try taken(&known).isEmpty)
    }

    @Test func `one text of two channels or two people is two messages`() throws {
        var known: Set<String> = []
        try write(["hi"])
        try write(["hi"], to: "chat_history/6.json")
        try folder.write(
            #"[{"role": "user", "content": "hi", "user_id": 1}, {"role": "assistant", "content": "hi"}]"#,
            to: "chat_history/7.json")
        #expect(try taken(&known) == [.message: 4])
    }

    @Test func `somebody who was renamed has not said everything again`() throws {
        var known: Set<String> = []
        try write(["hi"])
        #expect(try taken(&known) == [.message: 1])
        try folder.write(
            #"[{"role": "user", "content": "hi", "username": "anna", "user_id": "77"}]"#, to: "chat_history/5.json")
        #expect(try taken(&known).isEmpty)
    }

    @Test func `a changed document or profile has another key of the same owner`() throws {
        var keys: [[SourceKey]] = []
        for text in ["old", "new"] {
            try folder.write(text, to: "documents/a/b.txt")
            try folder.write(#"{"user_id": 7, "facts": ["\#(text)", "tea"]}"#, to: "user_profiles/user_7.json")
            var data = try OldBotData(at: folder.path, timeZone: .gmt)
            var known: Set<String> = []
            keys.append(data.items(known: &known).flatMap(\.keys))
        }
        #expect(keys[0].map(\.owner) == keys[1].map(\.owner))
        #expect(Set(keys[0]).intersection(keys[1]).map(\.kind) == [.fact], "“tea” is known")
    }

    /// A talk of few different words, seen through a window that moves on, as acore-bot keeps it.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `whatever the window shows, nothing is taken twice and nothing new that differs is lost`(seed: UInt64) throws {
        var chance = Seeded(seed)
        var talk: [String] = []
        var known: Set<String> = []
        var total = 0
        for _ in 0..<30 {
            for _ in 0..<Int.random(in: 0...6, using: &chance) {
                let isUsual = Bool.random(using: &chance)
                talk.append(isUsual ? ["ok", "yes", "hm"].randomElement(using: &chance) ?? "" : "unique \(talk.count)")
            }
            try write(talk.suffix(8))
            total += try taken(&known)[.message] ?? 0
            #expect(total <= talk.count)
            #expect(try taken(&known).isEmpty)
        }
        let unique = Set(talk.suffix(8)).filter { $0.hasPrefix("unique") }
        try write(Array(unique))
        #expect(try taken(&known).isEmpty, "all of them were seen")
    }
}
