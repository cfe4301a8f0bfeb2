import Foundation
import Inference
import Storage
import Testing

@testable import Companion

@Suite struct ConversationStoreTests {
    private func answer(_ text: String) -> Answer {
        Answer(
            text: text, persona: "chief_chaotic", personaName: "Chief", model: "m",
            usage: Usage(promptTokens: 3, completionTokens: 4), finish: .stop, firstText: .zero, total: .zero)
    }

    @Test func `a turn is pending until its answer is saved with it`() async throws {
        let database = try await SQLiteDatabase.migratedInMemory()
        let store = ConversationStore(database: database)
        let turn = Turn.said("hello")
        let pending = try await store.begin(turn, persona: "chief_chaotic")
        #expect(try await ConversationStore(database: database).pending().map(\.kept.id) == [pending.id])
        try await store.finish(pending, of: turn, with: answer("hi"), state: .complete, at: turn.saidAt)
        #expect(try await store.pending().isEmpty)
        let history = try await store.history(of: "web:c/1", limit: 10)
        #expect(history.map(\.text) == ["hello", "hi"])
        #expect(history.map(\.state) == [.complete, .complete])
        #expect(history.map(\.isAnswer) == [false, true])
        #expect(history.map(\.speakerName) == ["Ann", "Chief"])
    }

    @Test func `the cache never differs from the database`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Seeded(seed)
        let database = try await SQLiteDatabase.migratedInMemory()
        let cached = ConversationStore(database: database, placesAtHand: 3)
        for step in 0..<300 {
            let place = "web:c/\(Int.random(in: 0..<6, using: &chance))"
            let turn = Turn.said("step \(step)", in: place)
            switch Int.random(in: 0..<10, using: &chance) {
            case 0: try await cached.delete(place: place, ownedBy: "web:ann")
            case 1: try await cached.giveUp(try await cached.begin(turn, persona: "p_q"), in: place)
            case 2...5:
                let pending = try await cached.begin(turn, persona: "p_q")
                try await cached.finish(pending, of: turn, with: answer("\(step)!"), state: .partial, at: turn.saidAt)
            default: _ = try await cached.history(of: place, limit: 8)
            }
            let fresh = ConversationStore(database: database)
            #expect(
                try await cached.history(of: place, limit: 64) == fresh.history(of: place, limit: 64),
                "seed \(seed), step \(step)")
        }
    }

    @Test func `a longer history than is kept at hand comes whole from the database`() async throws {
        let store = ConversationStore(database: try await SQLiteDatabase.migratedInMemory())
        for number in 0..<100 { _ = try await store.begin(.said("\(number)"), persona: "p_q") }
        #expect(try await store.history(of: "web:c/1", limit: 5).map(\.text) == ["95", "96", "97", "98", "99"])
        #expect(try await store.history(of: "web:c/1", limit: 80).map(\.text).first == "20")
        #expect(try await store.history(of: "web:c/1", limit: 1000).count == 100)
    }

    @Test func `talks are listed for who began them, the latest first, titled by their first words`() async throws {
        let store = ConversationStore(database: try await SQLiteDatabase.migratedInMemory())
        let start = Date(timeIntervalSince1970: 1_764_669_900)
        _ = try await store.begin(.said("first words\nand more", in: "web:c/1", at: start), persona: "p_q")
        _ = try await store.begin(
            .said(String(repeating: "x", count: 100), in: "web:c/2", at: start + 1), persona: "p_q")
        _ = try await store.begin(.said("other", by: "bob", in: "web:c/3", at: start), persona: "p_q")
        _ = try await store.begin(.said("again", in: "web:c/1", at: start + 2), persona: "p_r")
        let talks = try await store.conversations(of: "web:ann")
        #expect(talks.map(\.place) == ["web:c/1", "web:c/2"])
        #expect(talks.map(\.title) == ["first words", String(repeating: "x", count: 59) + "…"])
        #expect(talks.map(\.persona) == ["p_r", "p_q"])
        #expect(talks.map(\.turns) == [2, 1])
    }

    @Test func `only who began a talk can forget it`() async throws {
        let store = ConversationStore(database: try await SQLiteDatabase.migratedInMemory())
        _ = try await store.begin(.said("mine"), persona: "p_q")
        #expect(try await store.delete(place: "web:c/1", ownedBy: "web:bob") == false)
        #expect(try await store.history(of: "web:c/1", limit: 5).count == 1)
        #expect(try await store.delete(place: "web:c/1", ownedBy: "web:ann"))
        #expect(try await store.history(of: "web:c/1", limit: 5).isEmpty)
        #expect(try await store.conversations(of: "web:ann").isEmpty)
    }

    @Test func `a talk that is deleted while it is being answered stays deleted`() async throws {
        let database = try await SQLiteDatabase.migratedInMemory()
        let store = ConversationStore(database: database)
        let turn = Turn.said("forget me")
        let pending = try await store.begin(turn, persona: "p_q")
        _ = try await store.history(of: "web:c/1", limit: 5)
        #expect(try await store.delete(place: "web:c/1", ownedBy: "web:ann"))
        try await store.finish(pending, of: turn, with: answer("never"), state: .complete, at: turn.saidAt)
        #expect(try await store.history(of: "web:c/1", limit: 5).isEmpty)
        #expect(try await database.read { try $0.rows("SELECT id FROM turn") }.isEmpty)
    }

    @Test func `a turn is answered once, and not after it was given up`() async throws {
        let store = ConversationStore(database: try await SQLiteDatabase.migratedInMemory())
        let turn = Turn.said("hello")
        let pending = try await store.begin(turn, persona: "p_q")
        _ = try await store.history(of: "web:c/1", limit: 5)
        for text in ["first", "second"] {
            try await store.finish(pending, of: turn, with: answer(text), state: .complete, at: turn.saidAt)
        }
        try await store.giveUp(pending, in: "web:c/1")
        #expect(try await store.history(of: "web:c/1", limit: 5).map(\.text) == ["hello", "first"])
        #expect(try await store.history(of: "web:c/1", limit: 5).map(\.state) == [.complete, .complete])
    }

    @Test func `a waiting turn is claimed once, until it is released`() async throws {
        let store = ConversationStore(database: try await SQLiteDatabase.migratedInMemory())
        let pending = try await store.begin(.said("hello"), persona: "p_q")
        #expect(try await store.claim(pending))
        #expect(try await store.claim(pending) == false)
        try await store.release(pending)
        #expect(try await store.claim(pending))
        try await store.release(pending)
        try await store.giveUp(pending, in: "web:c/1")
        #expect(try await store.claim(pending) == false)
    }

    @Test func `ids grow with time, within a process also at one moment`() {
        let date = Date(timeIntervalSince1970: 1_764_669_900)
        let ids = (0..<1000).map { _ in TurnID.next(at: date) }
        #expect(ids == ids.sorted() && Set(ids).count == 1000)
        #expect(TurnID.next(at: date + 3600) > (ids.last ?? 0))
        #expect(TurnID.next(at: .distantFuture) > 0 && TurnID.next(at: .distantPast) > 0)
    }
}
