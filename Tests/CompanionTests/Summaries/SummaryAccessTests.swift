import Foundation
import Storage
import Testing

@testable import Companion

/// Random worlds: of no summary anybody is told who may not know it.
@Suite struct SummaryAccessTests {
    private struct Item {
        var place: String
        /// Whose private talk it was.
        var owner: String?
        var character: String
        var text: String
    }

    @Test(arguments: 0..<10)
    func `nobody is told of a talk that is not for them`(world: Int) async throws {
        let seed = UInt64.random(in: 0..<1 << 32) &+ UInt64(world)
        var chance = Seeded(seed)
        let database = try await SQLiteDatabase.migratedInMemory()
        let store = SummaryStore(database: database)
        let (people, channels, characters) = (["a", "b", "c"], (0..<6).map { "p\($0)" }, ["x", "y", "z"])
        let items = (0..<120).map { number in
            let owner = Bool.random(using: &chance) ? people.randomElement(using: &chance) : nil
            return Item(
                place: owner.map { "dm \($0)" } ?? channels.randomElement(using: &chance) ?? "p0", owner: owner,
                character: characters.randomElement(using: &chance) ?? "x", text: "talk \(number)")
        }
        try await database.write { sql in
            for (number, item) in items.enumerated() {
                try sql.insert(
                    "summary",
                    [
                        "id": SQLValue(number), "first_turn": SQLValue(number), "last_turn": SQLValue(number),
                        "turns": .integer(1), "began_at": SQLValue(Date()), "text": .text(item.text),
                        "points": .text(""),
                    ],
                    said: Said(
                        speaker: KeptTurn.companion, place: item.place,
                        audience: item.owner.map { .person($0) } ?? .place(item.place), persona: item.character,
                        provenance: .replied, saidAt: Date()))
            }
        }
        let places = channels + people.map { "dm \($0)" }
        for _ in 0..<300 {
            let reader = Bool.random(using: &chance) ? people.randomElement(using: &chance) : nil
            let readable = Set(channels.filter { _ in Bool.random(using: &chance) })
            let heard = Set(characters.filter { _ in Bool.random(using: &chance) })
            let viewer = Viewer(
                audience: reader.map { .person($0) } ?? .place("p0"), readable: readable, characters: heard)
            let told = try await store.summaries(of: places, for: viewer, at: Date(), limit: 1_000).map(\.text)
            let allowed = items.filter { item in
                heard.contains(item.character)
                    && (reader == nil ? item.owner == nil && readable.contains(item.place) : item.owner == reader)
            }.map(\.text)
            #expect(Set(told) == Set(allowed), "seed \(seed)")
        }
    }
}
