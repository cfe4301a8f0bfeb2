import Foundation
package import Storage

/// What people do with what is known about themselves.
extension FactStore {
    /// Characters of what somebody writes of themselves.
    package static let textLimit = 300

    /// Puts right what is known, in their own words. It is no longer bound to the message that it was learnt from.
    ///
    /// - Returns: whether there is such a fact of theirs.
    package func change(_ fact: Int64, of people: [String], to text: String) async throws -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty, words.count <= Self.textLimit else {
            throw Mistake("Write between 1 and \(Self.textLimit) characters.")
        }
        return try await database.write { sql in
            try sql.execute(
                """
                UPDATE fact SET text = ?, excerpt = ?, turn = NULL, source_message = NULL
                WHERE id = ? AND subject IN \(Self.marks(people))
                """,
                [.text(words), .text(String(words.prefix(Self.excerptLimit))), .integer(fact)]
                    + people.map { .text($0) }) == 1
        }
    }

    /// - Returns: whether there was such a fact of theirs.
    package func forget(_ fact: Int64, of people: [String]) async throws -> Bool {
        try await database.write { sql in
            try sql.execute(
                "DELETE FROM fact WHERE id = ? AND subject IN \(Self.marks(people))",
                [.integer(fact)] + people.map { .text($0) }) == 1
        }
    }

    private static func marks(_ people: [String]) -> String {
        "(" + people.map { _ in "?" }.joined(separator: ", ") + ")"
    }
}
