import Foundation
import Storage
import TestSupport
import Testing

@testable import Companion

/// A backup that takes the database's place does not undo what people decided.
@Suite struct PrivacyMarksTests {
    let folder: TemporaryFolder
    let today = Today()

    init() throws { folder = try TemporaryFolder() }

    private var file: LineFile { LineFile(folder.path + "/privacy-marks") }

    /// A life of the program: what is opened knows what the marks say.
    private func opened(_ database: SQLiteDatabase) async throws -> (ConversationStore, FactStore, Privacy) {
        let marks = try PrivacyMarks(file)
        let conversations = ConversationStore(database: database)
        let facts = FactStore(database: database, marks: marks) { [today] in today.now }
        let privacy = Privacy(facts: facts, conversations: conversations, marks: marks) { [today] in today.now }
        try await privacy.catchUp()
        return (conversations, facts, privacy)
    }

    private func say(_ text: String, by speaker: String = "ann", _ conversations: ConversationStore, _ facts: FactStore)
        async throws
    {
        today.advance(60)
        _ = try await conversations.begin(
            .said(text, by: speaker, in: "general", kind: .text, at: today.now), persona: "assistant")
        while try await facts.learnSome() {}
    }

    /// A database as it is, opened, closed, and put back from a backup of an earlier moment.
    private func restored(
        _ before: (ConversationStore, FactStore, Privacy) async throws -> Void,
        then after: (ConversationStore, FactStore, Privacy) async throws -> Void,
        last: (ConversationStore, FactStore, Privacy) async throws -> Void
    ) async throws {
        let (path, backup) = (folder.path + "/acore.sqlite", folder.path + "/earlier.sqlite")
        let database = try await SQLiteDatabase.open(at: path, repairs: true)
        try await database.migrate(CompanionTables.migrations)
        let house = try await opened(database)
        try await before(house.0, house.1, house.2)
        try await database.backup(to: backup)
        try await after(house.0, house.1, house.2)
        try await database.close()
        _ = try await SQLiteDatabase.restore(from: backup, to: path, knowing: CompanionTables.migrations)
        let older = try await SQLiteDatabase.open(at: path, repairs: true)
        let again = try await opened(older)
        try await last(again.0, again.1, again.2)
        try await older.close()
    }

    @Test func `who was forgotten after the backup is forgotten in it, others are not`() async throws {
        try await restored { conversations, facts, _ in
            try await say("I live in Oslo", conversations, facts)
            try await say("I live in Rome", by: "ben", conversations, facts)
        } then: { conversations, facts, privacy in
            _ = try await privacy.forget("web:ann")
            try await say("I like tea", conversations, facts)
        } last: { conversations, facts, privacy in
            #expect(try await conversations.history(of: "general", limit: 9).map(\.text) == ["I live in Rome"])
            #expect(try await facts.facts(about: "web:ann").isEmpty)
            #expect(try await facts.facts(about: "web:ben").map(\.text) == ["lives in Rome"])
            // Done once: what is said from now on stays.
            try await say("I like tea", conversations, facts)
            #expect(try await privacy.catchUp() == 0)
            #expect(try await facts.facts(about: "web:ann").map(\.text) == ["likes tea"])
        }
    }

    @Test func `what was said after somebody was forgotten is not forgotten again`() async throws {
        try await restored { conversations, facts, privacy in
            try await say("I live in Oslo", conversations, facts)
            _ = try await privacy.forget("web:ann")
            try await say("I like tea", conversations, facts)
        } then: { conversations, facts, privacy in
            today.advance(1)
            try await privacy.pause("web:ben", true)
        } last: { conversations, facts, privacy in
            let known = try await facts.facts(about: "web:ann").map(\.text)
            #expect(known == ["likes tea"])
        }
    }

    @Test func `who wanted to be left alone still is, though the backup does not know them`() async throws {
        try await restored { conversations, facts, _ in
            try await say("I live in Oslo", conversations, facts)
        } then: { conversations, facts, privacy in
            try await privacy.pause("web:ann", true)
            try await privacy.pause("web:ben", true)
            try await privacy.pause("web:cleo", true)
            try await privacy.pause("web:cleo", false)
        } last: { conversations, facts, privacy in
            for person in ["ann", "ben", "cleo"] { try await say("I like tea", by: person, conversations, facts) }
            #expect(try await facts.facts(about: "web:ann").map(\.text) == ["lives in Oslo"])
            #expect(try await facts.facts(about: "web:ben").isEmpty)
            #expect(try await facts.facts(about: "web:cleo").map(\.text) == ["likes tea"])
            #expect(try await privacy.holding(of: "web:ben").isPaused)
        }
    }

    @Test func `the file names nobody, and only its owner may read it`() async throws {
        let marks = try PrivacyMarks(file)
        _ = try marks.note(.forget, of: "discord:80351110224678912", at: today.now)
        let text = try String(contentsOfFile: file.path, encoding: .utf8)
        #expect(!text.contains("80351110224678912") && text.contains(" forget "))
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        #expect(try PrivacyMarks(file).all == marks.all)
    }

    @Test func `a line that was cut off or changed spoils no other`() async throws {
        let marks = try PrivacyMarks(file)
        _ = try marks.note(.pause, of: "a", at: today.now)
        let handle = try FileHandle(forWritingTo: URL(filePath: file.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("nonsense\nabc forget".utf8))
        try handle.close()
        _ = try PrivacyMarks(file).note(.forget, of: "b", at: today.now)
        let all = try PrivacyMarks(file)
        #expect(all.all.map(\.deed) == [.pause, .forget])
        #expect(all.isPaused("a") && !all.isPaused("b"))
    }

    @Test func `the file stays small`() async throws {
        let marks = try PrivacyMarks(file)
        for number in 0..<(PrivacyMarks.mostOvertaken + 10) {
            _ = try marks.note(number.isMultiple(of: 2) ? .pause : .resume, of: "a", at: today.now)
        }
        _ = try marks.note(.forget, of: "a", at: today.now)
        try marks.compact()
        let again = try PrivacyMarks(file)
        #expect(again.all.map(\.deed) == [.resume, .forget])
        #expect(again.all.last?.person == again.hash(of: "a"))
        #expect(!again.isPaused("a"))
    }
}
