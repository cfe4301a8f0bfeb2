import Foundation
import Inference
import Storage
import Synchronization

@testable import Companion

/// A companion on a real database in memory, with the shipped personas and a scripted model.
struct Companionship<Model: LanguageModel> {
    let database: SQLiteDatabase
    let conversations: ConversationStore
    let model: Model
    let responder: Responder
    let clock: Today

    init(
        _ model: Model, settings: ReplySettings = .forTests, database: SQLiteDatabase? = nil
    ) async throws {
        self.database = if let database { database } else { try await SQLiteDatabase.migratedInMemory() }
        self.model = model
        conversations = ConversationStore(database: self.database)
        let clock = Today()
        self.clock = clock
        responder = Responder(
            model: model, conversations: conversations, personas: .shipped, toolbox: Toolbox(),
            settings: { settings }, now: { clock.now })
    }

    /// What a surface receives, put together.
    func ask(_ turn: Turn) async throws -> (answer: Answer, parts: [AnswerPart]) {
        var parts: [AnswerPart] = []
        let answer = try await responder.reply(to: turn) { parts.append($0) }
        return (answer, parts)
    }
}

/// A date that tests move by hand.
final class Today: Sendable {
    private let date = Mutex(Date(timeIntervalSince1970: 1_764_669_900))  // Tuesday 2 December 2025, 10:05 UTC

    var now: Date { date.withLock { $0 } }
    func advance(_ seconds: TimeInterval) { date.withLock { $0 += seconds } }
}

extension ReplySettings {
    static var forTests: ReplySettings {
        ReplySettings(
            persona: PersonaID(character: "assistant"), timeZone: TimeZone(identifier: "Europe/Oslo") ?? .gmt)
    }
}

extension PersonaLibrary {
    static let shipped = PersonaLibrary(
        shipped: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../share/acore/personas")
            .standardizedFileURL.path, own: nil)
}

extension SQLiteDatabase {
    static func migratedInMemory() async throws -> SQLiteDatabase {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(CompanionTables.migrations)
        return database
    }
}

extension Turn {
    static func said(
        _ text: String, by speaker: String = "ann", in place: String = "web:c/1", kind: Place.Kind = .direct,
        at date: Date = Date(timeIntervalSince1970: 1_764_669_900)
    ) -> Turn {
        Turn(
            speaker: Speaker(id: "web:\(speaker)", name: speaker.capitalized), place: Place(id: place, kind: kind),
            audience: kind == .direct ? .person("web:\(speaker)") : .place(place), text: text, saidAt: date)
    }
}
