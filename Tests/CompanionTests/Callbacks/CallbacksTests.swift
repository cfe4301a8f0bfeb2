import Foundation
import Inference
import Storage
import Testing

@testable import Companion

/// What people plan, on a real database, found by a scripted model.
@Suite struct CallbacksTests {
    private let database: SQLiteDatabase
    private let model: ScriptedLanguageModel
    private let callbacks: Callbacks
    private let privacy: Privacy
    private let today = Today()
    private let place = Place(id: "discord:1", kind: .text, realm: "discord:9/5")

    init() async throws {
        let database = try await SQLiteDatabase.migratedInMemory()
        self.database = database
        model = ScriptedLanguageModel { prompt in
            let lines = prompt.messages.first?.text.split(separator: "\n").dropFirst() ?? []
            let items = lines.enumerated().map { number, line in
                #"{"message": \#(number + 1), "who": "?", "what": "\#(line.split(separator: ":").last ?? "")", "when": "2025-12-05T18:00"}"#
            }
            return .text(#"{"key_points": ["Cake"], "items": [\#(items.joined(separator: ","))]}"#)
        }
        callbacks = Callbacks(database: database, model: model, zone: { .gmt }, now: { [today] in today.now })
        privacy = Privacy(
            facts: FactStore(database: database), conversations: ConversationStore(database: database))
    }

    private func line(_ message: String, _ text: String, by speaker: String = "ada") -> SpokenLine {
        SpokenLine(
            message: message, speaker: Speaker(id: speaker, name: speaker), text: text, saidAt: today.now,
            isPersons: true)
    }

    private func find(_ lines: [SpokenLine]) async throws -> [Callback] {
        try await callbacks.find(in: lines, of: place, audience: .place(place.id)).callbacks
    }

    private var due: Date { Date(timeIntervalSince1970: 1_764_957_600) }

    @Test func `what is planned is found once and waits in its place`() async throws {
        let found = try await find([line("1", "baking cake")])
        #expect(found.map(\.what) == ["baking cake"])
        #expect(found.map(\.message) == ["1"])
        #expect(try await find([line("1", "baking cake")]).isEmpty)
        #expect(try await callbacks.store.waiting(in: place.id) == found)
        #expect(try await callbacks.store.waiting(in: "discord:2").isEmpty)
    }

    @Test func `it is claimed once, and only when it is due`() async throws {
        let store = callbacks.store
        let found = try #require(try await find([line("1", "baking cake")]).first)
        #expect(try await store.due(at: due.addingTimeInterval(-1), limit: 9).isEmpty)
        #expect(try await store.due(at: due, limit: 9).map(\.id) == [found.id])
        #expect(try await store.claim(found.id, at: due))
        #expect(try await store.claim(found.id, at: due) == false)
        #expect(try await store.cancel(found.id) == false)
        #expect(try await store.due(at: due, limit: 9).map(\.state) == [.claimed])
        try await store.settle(found.id)
        #expect(try await store.due(at: due, limit: 9).isEmpty)
        #expect(try await find([line("1", "baking cake")]).isEmpty)
    }

    @Test func `what was cancelled is not found again`() async throws {
        let found = try #require(try await find([line("1", "baking cake")]).first)
        #expect(try await callbacks.store.cancel(found.id))
        #expect(try await callbacks.store.cancel(found.id) == false)
        #expect(try await callbacks.store.due(at: due, limit: 9).isEmpty)
        #expect(try await find([line("1", "baking cake")]).isEmpty)
        try await callbacks.store.forgetOld(at: due.addingTimeInterval(31 * 86_400))
        #expect(try await callbacks.store.callback(found.id) == nil)
    }

    @Test func `it goes with its message, its place, its server and who said it`() async throws {
        let store = callbacks.store
        let forgettings: [@Sendable () async throws -> Void] = [
            { try await store.forget(messages: ["0", "1"], in: "discord:1") },
            { try await store.forget(place: "discord:1") },
            { try await store.forget(realm: "discord:9/5") },
            { [privacy] in _ = try await privacy.forget("ada") },
        ]
        for forget in forgettings {
            #expect(try await find([line("1", "baking cake")]).count == 1)
            try await store.forget(messages: ["1"], in: "discord:2")
            try await store.forget(realm: "discord:9/6")
            #expect(try await store.waiting(in: place.id).count == 1)
            try await forget()
            #expect(try await database.read { try $0.rows("SELECT * FROM callback") }.isEmpty)
        }
    }

    @Test func `who does not want to be learnt about is not even read`() async throws {
        try await privacy.pause("ben", true)
        let found = try await find([line("1", "hidden plans", by: "ben"), line("2", "baking cake")])
        #expect(found.map(\.what) == ["baking cake"])
        #expect(found.map(\.message) == ["2"])
        #expect(model.prompts.allSatisfy { !$0.messages.map(\.text).joined().contains("hidden") })
        #expect(try await find([line("1", "hidden plans", by: "ben")]).isEmpty)
        #expect(model.prompts.count == 1)
    }

    @Test func `a place takes so many and no more`() async throws {
        var count = 0
        for number in 0..<40 { count += try await find([line("\(number)", "baking cake")]).count }
        #expect(count == Callbacks.mostInPlace)
    }

    @Test func `people see it in their own file`() async throws {
        _ = try await find([line("1", "baking cake")])
        #expect(String(decoding: try await privacy.export(of: "ada"), as: UTF8.self).contains("baking cake"))
        #expect(!String(decoding: try await privacy.export(of: "ben"), as: UTF8.self).contains("baking cake"))
    }

    @Test func `a model that fails or is small says so`() async throws {
        let failing = ScriptedLanguageModel(.text("no list"))
        let small = ScriptedLanguageModel(traits: ModelTraits(contextTokens: 2048, billionParameters: 0.1)) { _ in
            .text("{}")
        }
        for model in [failing, small] {
            let callbacks = Callbacks(database: database, model: model, zone: { .gmt })
            await #expect(throws: Mistake.self) {
                try await callbacks.find(in: [line("1", "baking cake")], of: place, audience: .place(place.id))
            }
        }
        #expect(small.prompts.isEmpty)
    }
}
