import Foundation
import Inference
import Storage
import TestSupport
import Testing

@testable import Companion

/// Strings that occur nowhere else are said, learnt, answered, imported and told on. Whoever is forgotten leaves none
/// of them in any file, however it is read.
@Suite(.timeLimit(.minutes(2))) struct MarkerTests {
    private static let channel = "zebrawood"
    private static let direct = "quillwort"
    private static let fact = "Saxifragaville"
    private static let imported = "wolfsbanemark"
    private static let others = "harebellmark"
    private static let markers = [channel, direct, fact, imported]

    let folder: TemporaryFolder
    let today = Today()

    init() throws { folder = try TemporaryFolder() }

    private func withHouse(_ body: (SQLiteDatabase, ConversationStore, Privacy) async throws -> Void) async throws {
        let database = try await SQLiteDatabase.open(at: folder.path + "/acore.sqlite", repairs: true)
        try await database.migrate(CompanionTables.migrations)
        let marks = try PrivacyMarks(LineFile(folder.path + "/privacy-marks"))
        let conversations = ConversationStore(database: database)
        let facts = FactStore(database: database, marks: marks) { [today] in today.now }
        let privacy = Privacy(facts: facts, conversations: conversations, marks: marks) { [today] in today.now }
        try await privacy.catchUp()
        try await body(database, conversations, privacy)
        // Closing empties the log into the file.
        try await database.close()
    }

    private func recall(_ database: SQLiteDatabase) -> Recall {
        Recall(database: database, embedder: ScriptedEmbedder()) { [today] in today.now }
    }

    /// Everything that a life of the program leaves of what was said.
    private func plant(_ database: SQLiteDatabase, _ conversations: ConversationStore) async throws {
        let recall = recall(database)
        let model = ScriptedLanguageModel { prompt in
            .text(
                "I know: " + prompt.system.split(separator: "\n").filter { $0.hasPrefix("- ") }.joined(separator: " / ")
            )
        }
        let responder = Responder(
            model: model, conversations: conversations, personas: .shipped, toolbox: Toolbox(), recall: recall,
            settings: { .forTests }, now: { [today] in today.now })
        func say(_ text: String, by speaker: String, in place: String, kind: Place.Kind = .text) async throws {
            today.advance(60)
            _ = try await responder.reply(
                to: .said(text, by: speaker, in: place, kind: kind, at: today.now)
            ) { _ in }
            while try await FactStore(database: database).learnSome() {}
            try await Indexing(recall).index()
        }
        try await conversations.replace(
            Place(id: "old", kind: .text),
            by: [
                .init(isAnswer: false, speakerID: "web:ann", speakerName: "Ann", text: Self.imported, saidAt: nil),
                .init(isAnswer: true, speakerID: nil, speakerName: "Wren", text: "Ah, \(Self.imported)", saidAt: nil),
                .init(isAnswer: false, speakerID: "web:ben", speakerName: "Ben", text: Self.others, saidAt: nil),
            ], for: .place("old"), owner: Speaker(id: "web:ann", name: "Ann"), at: today.now)
        try await say("I like \(Self.channel).", by: "ann", in: "general")
        try await say("I live in \(Self.fact). Say \(Self.direct)!", by: "ann", in: "dm", kind: .direct)
        try await say("My \(Self.channel) table is \(Self.fact) green", by: "ann", in: "general")
        for number in 0..<20 { try await say("Nothing much \(number) \(Self.others)", by: "ben", in: "random") }
        try await say("What does Ann like? \(Self.channel.prefix(3))", by: "ben", in: "general")
        try await say("What did you say of the table?", by: "ben", in: "general")
    }

    /// The files in which one of the markers stands, in any letter case.
    private func finds(_ markers: [String], in names: [String]? = nil) throws -> [String] {
        let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try (names ?? all).filter { name in
            var isFolder: ObjCBool = false
            let path = folder.path + "/" + name
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                return false
            }
            let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self).lowercased()
            return markers.contains { text.contains($0.lowercased()) }
        }.sorted()
    }

    @Test func `who is forgotten leaves no trace in any file, nor in the log`() async throws {
        let log = RecordedLog()
        try await log.recording {
            try await withHouse { database, conversations, _ in
                try await plant(database, conversations)
                let answers = try await conversations.history(of: "general", limit: 64).filter(\.isAnswer)
                #expect(answers.suffix(2).contains { $0.text.contains(Self.channel) }, "it was told on to others")
            }
            #expect(try finds(Self.markers) == ["acore.sqlite"])
            for marker in Self.markers { #expect(try finds([marker]) == ["acore.sqlite"], "\(marker) was planted") }
            try await withHouse { database, conversations, privacy in
                #expect(
                    String(decoding: try await privacy.export(of: "web:ann"), as: UTF8.self).contains(Self.imported))
                let receipt = try await privacy.forget("web:ann")
                #expect(receipt.turns == 4)
                #expect(receipt.answers == 4)
                #expect(receipt.answersToOthers > 0)
                try await Indexing(recall(database)).index()
                // What kept from learning what was on its way goes, too.
                today.advance(2 * 86_400)
                try await DailySweep(conversations, rules: { RetentionRules() }, now: { [today] in today.now }).sweep()
            }
            #expect(try finds(Self.markers) == [])
            #expect(try finds(["web:ann"]) == [])
            #expect(try finds([Self.others]) == ["acore.sqlite"])
        }
        let said = log.lines.map(\.description).joined().lowercased()
        #expect(!Self.markers.contains { said.contains($0.lowercased()) })
    }

    @Test func `a backup from before loses it when it is replaced, and when it is put back`() async throws {
        let start = today.now
        var made = ""
        try await withHouse { database, conversations, privacy in
            try await plant(database, conversations)
            made = try #require(database.backups).path(at: start)
            try await database.backup(to: made)
            _ = try await privacy.forget("web:ann")
        }
        let name = "backups/" + (made as NSString).lastPathComponent
        #expect(try finds(Self.markers) == [name])

        let kept = folder.path + "/put-aside"
        try FileManager.default.copyItem(atPath: made, toPath: kept)
        try await withHouse { database, _, _ in
            // A week on, one more backup is made and the old ones are looked through.
            let clock = SkippingClock(patience: .seconds(3_000))
            let backups = HourlyBackups(of: database, clock: clock, now: { start + BackupFolder.longest + 60 })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await backups?.run() }
                try await waitUntil { !FileManager.default.fileExists(atPath: made) }
                group.cancelAll()
            }
        }
        #expect(try finds(Self.markers) == ["put-aside"])

        _ = try await SQLiteDatabase.restore(
            from: kept, to: folder.path + "/acore.sqlite", knowing: CompanionTables.migrations)
        try FileManager.default.removeItem(atPath: kept)
        try await withHouse { _, conversations, _ in
            let others = try await conversations.history(of: "random", limit: 9)
            #expect(!others.isEmpty)
        }
        #expect(try finds(Self.markers) == [])
    }
}
