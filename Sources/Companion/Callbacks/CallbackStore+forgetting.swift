package import Foundation
import Storage

/// What people planned goes with the words that say so.
extension CallbackStore {
    package func forget(_ id: Int64) async throws { try await delete("id = ?", [.integer(id)]) }

    /// Messages were deleted or changed.
    package func forget(messages: [String], in place: String) async throws {
        for message in messages {
            try await delete("place = ? AND source_message = ?", [.text(place), .text(message)])
        }
    }

    /// A place is gone, or is to be forgotten.
    package func forget(place: String) async throws { try await delete("place = ?", [.text(place)]) }

    package func forget(realm: String) async throws { try await delete("realm = ?", [.text(realm)]) }

    /// Those that were over long ago.
    package func forgetOld(at now: Date) async throws {
        try await delete(
            "state IN ('done', 'cancelled') AND due_at < ?", [SQLValue(now.addingTimeInterval(-Self.memory))])
    }

    /// What somebody said, and what others said of them.
    static func forget(_ person: String, _ sql: any SQLConnection) throws {
        try sql.execute("DELETE FROM callback WHERE speaker = ? OR subject = ?", [.text(person), .text(person)])
    }

    private func delete(_ condition: String, _ arguments: [SQLValue]) async throws {
        _ = try await database.write(isCancellable: false) { sql in
            try sql.execute("DELETE FROM callback WHERE \(condition)", arguments)
        }
    }
}
