import Foundation
import Storage
import Testing

@testable import Companion

/// Random worlds: whatever is asked by whomever wherever, nothing comes back that its readers may not know.
@Suite struct ViewerPropertyTests {
    private struct Item {
        var speaker: String
        var place: String
        var isPrivate: Bool
        var character: String
        var text: String
    }

    @Test(arguments: 0..<10)
    func `nobody is told what is not for them`(world: Int) async throws {
        let seed = UInt64.random(in: 0..<1 << 32) &+ UInt64(world)
        var chance = Seeded(seed)
        let database = try await SQLiteDatabase.migratedInMemory()
        let facts = FactStore(database: database)
        let (people, places, characters) = (["a", "b", "c", "d"], (0..<8).map { "p\($0)" }, ["x", "y", "z"])
        let items = (0..<120).map { number in
            let speaker = people.randomElement(using: &chance) ?? "a"
            let isPrivate = Bool.random(using: &chance)
            return Item(
                speaker: speaker, place: isPrivate ? "dm \(speaker)" : places.randomElement(using: &chance) ?? "p0",
                isPrivate: isPrivate, character: characters.randomElement(using: &chance) ?? "x",
                text: "thing \(number)")
        }
        try await database.write { sql in
            for (number, item) in items.enumerated() {
                try sql.insert(
                    "fact",
                    [
                        "id": SQLValue(number), "kind": "fact", "text": .text(item.text), "excerpt": .text(item.text),
                    ],
                    said: Said(
                        speaker: item.speaker, place: item.place,
                        audience: item.isPrivate ? .person(item.speaker) : .place(item.place), persona: item.character,
                        provenance: .spoken, saidAt: Date()))
            }
        }
        for _ in 0..<1_000 {
            let asker = people.randomElement(using: &chance) ?? "a"
            let isPrivate = Bool.random(using: &chance)
            let place = isPrivate ? "dm \(asker)" : places.randomElement(using: &chance) ?? "p0"
            var turn = Turn(
                speaker: Speaker(id: asker, name: asker), place: Place(id: place, kind: isPrivate ? .direct : .text),
                audience: isPrivate ? .person(asker) : .place(place), text: "?", saidAt: Date())
            // Permissions change between any two questions.
            turn.readable = Set(places.filter { _ in Bool.random(using: &chance) })
            let heard = Set(characters.filter { _ in Bool.random(using: &chance) })
            let subject = people.randomElement(using: &chance) ?? "a"
            let told = try await facts.recall(
                [Speaker(id: subject, name: subject)], for: Viewer(of: turn, characters: heard), asking: "?",
                limit: 1_000
            ).flatMap { $0.facts.map(\.text) }
            let allowed = items.filter { item in
                item.speaker == subject && heard.contains(item.character)
                    && (isPrivate
                        ? item.speaker == asker
                        : !item.isPrivate && (item.place == place || turn.readable.contains(item.place)))
            }.map(\.text)
            #expect(Set(told) == Set(allowed), "seed \(seed)")
        }
    }
}
