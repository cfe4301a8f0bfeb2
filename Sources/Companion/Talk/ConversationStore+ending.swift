import Storage

/// Places that are gone take their talks with them: they are marked at once and deleted in steps that keep nobody
/// else waiting, if need be at the next start.
extension ConversationStore {
    /// Turns that one transaction deletes.
    static let sweep = 500

    /// A place is gone, and with it those that branched off from it.
    package func end(place: String) async throws {
        _ = try await database.write { sql in
            try sql.execute(
                "UPDATE conversation SET is_ending = 1 WHERE place = ? OR parent = ?", [.text(place), .text(place)])
        }
    }

    /// All places of a realm are gone.
    package func end(realm: String) async throws {
        _ = try await database.write { sql in
            try DocumentStore.end(realm: realm, sql)
            try LorebookStore.end(realm: realm, sql)
            return try sql.execute("UPDATE conversation SET is_ending = 1 WHERE realm = ?", [.text(realm)])
        }
    }

    /// The realms that something is kept of.
    ///
    /// - Parameter prefix: without `%` and `_`.
    package func realms(startingWith prefix: String) async throws -> [String] {
        let shared: [SQLValue] = [
            SQLValue(Audience.realm("").key.count + 1), .text(Audience.realm(prefix).key + "%"),
        ]
        return try await database.read { sql in
            try sql.rows(
                """
                SELECT realm FROM conversation WHERE realm LIKE ?
                UNION SELECT SUBSTR(audience, ?) AS realm FROM document WHERE audience LIKE ?
                UNION SELECT SUBSTR(audience, ?) AS realm FROM lorebook WHERE audience LIKE ?
                """,
                [.text(prefix + "%")] + Array(repeating: shared, count: 2).flatMap(\.self)
            ).map { try $0.text("realm") }
        }
    }

    /// Deletes what is marked.
    package func deleteEnded() async throws {
        while let place = try await nextEnded() {
            while try await deleteSome(of: place) { await Task.yield() }
            didForget()
        }
    }

    private func nextEnded() async throws -> String? {
        try await database.read { sql in
            try sql.row("SELECT place FROM conversation WHERE is_ending = 1 LIMIT 1")?.text("place")
        }
    }

    /// - Returns: whether there may be more.
    private func deleteSome(of place: String) async throws -> Bool {
        try await recent.change(place) {
            try await database.write { sql in
                // Whoever comes back keeps what is left.
                let isEnding = "SELECT 1 FROM conversation WHERE place = ? AND is_ending = 1"
                guard try sql.row(isEnding, [.text(place)]) != nil else { return false }
                let some = "(SELECT id FROM turn WHERE place = ? ORDER BY id LIMIT ?)"
                let bounds: [SQLValue] = [.text(place), SQLValue(Self.sweep)]
                try sql.execute("DELETE FROM turn_message WHERE turn IN \(some)", bounds)
                guard try sql.execute("DELETE FROM turn WHERE id IN \(some)", bounds) < Self.sweep else { return true }
                try sql.execute("DELETE FROM conversation WHERE place = ?", [.text(place)])
                // What was learnt there and has outlived its turn.
                for table in ["fact", "fact_end"] {
                    try sql.execute("DELETE FROM \(table) WHERE place = ?", [.text(place)])
                }
                return false
            }
        } then: { _, turns in
            turns = nil
        }
    }
}
