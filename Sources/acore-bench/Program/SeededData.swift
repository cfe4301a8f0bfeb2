import Companion
import Foundation
import Storage

/// A data folder of somebody who has talked a lot.
enum SeededData {
    static let turns = 100_000
    private static let turnsOfTalk = 100

    /// Makes the database with the program itself, then fills it.
    ///
    /// - Returns: the folder, and a key for the API.
    static func make(_ bench: Workbench) async throws -> (folder: URL, key: String) {
        let folder = try bench.folder("seeded")
        let key = try AcoreServer.key(bench, in: folder)
        let database = try await SQLiteDatabase.open(at: folder.appending(path: "data/acore.sqlite").path)
        let talks = Array(0..<turns / turnsOfTalk)
        for start in stride(from: 0, to: talks.count, by: 50) {
            let batch = talks[start..<min(start + 50, talks.count)]
            try await database.write { sql in
                for talk in batch { try insert(talk, into: sql) }
            }
        }
        try await database.close()
        return (folder, key)
    }

    private static func insert(_ talk: Int, into sql: any SQLConnection) throws {
        let begun = Date(timeIntervalSince1970: 1_750_000_000 + Double(talk) * 3600)
        let place = "web:operator/c/talk\(talk)"
        try sql.insert(
            "conversation",
            [
                "place": .text(place), "kind": "direct", "owner": "web:operator", "title": .text("Talk \(talk)"),
                "persona": "assistant_assistant", "created_at": SQLValue(begun), "updated_at": SQLValue(begun),
                "turns": SQLValue(turnsOfTalk),
            ])
        for number in 0..<turnsOfTalk {
            let isAnswer = number % 2 == 1
            let said = Said(
                speaker: isAnswer ? "acore" : "web:operator", subject: "web:operator", place: place,
                audience: .person("web:operator"), persona: "assistant_assistant",
                provenance: isAnswer ? .replied : .spoken, saidAt: begun + Double(number))
            try sql.insert(
                "turn",
                [
                    "id": SQLValue(1_000_000 + talk * turnsOfTalk + number),
                    "speaker_name": isAnswer ? "Assistant" : "Operator",
                    "text": .text(
                        "Words of turn \(number) in talk \(talk): " + String(repeating: "and so on, ", count: 8)),
                    "state": "complete",
                ], said: said)
        }
    }
}
