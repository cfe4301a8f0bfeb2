import Foundation
import Inference
package import Storage

/// Keeps what was brought in for features to come, with whose it is, so that it can be handed out and deleted.
package enum KeptImportStore {
    package static let migrations = [
        Migration(
            "companion: imports",
            """
            CREATE TABLE import_key (key TEXT PRIMARY KEY);
            CREATE TABLE kept_import (
                id BIGINT PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, \(Said.columns));
            CREATE INDEX kept_import_subject ON kept_import (subject, kind);
            CREATE INDEX kept_import_place ON kept_import (place, kind);
            CREATE TRIGGER conversation_with_import_is_gone AFTER DELETE ON conversation BEGIN
                DELETE FROM kept_import WHERE place = OLD.place AND kind = 'summary';
            END
            """)
    ]

    /// - Returns: whether it is new.
    static func keep(_ item: KeptImport, _ sql: any SQLConnection) throws -> Bool {
        guard try ImportKeys.claim(item.key, for: item.said.subject, sql) else { return false }
        try sql.insert(
            "kept_import",
            [
                "id": .integer(TurnID.next(at: item.said.saidAt)), "kind": .text(item.key.kind.rawValue),
                "payload": .text(item.payload.text),
            ], said: item.said)
        return true
    }

    static func count(of person: String, _ sql: any SQLConnection) throws -> Int {
        try sql.row(
            "SELECT COUNT(*) AS n FROM kept_import WHERE speaker = ? OR subject = ?", [.text(person), .text(person)])?
            .int("n") ?? 0
    }

    /// Forgets what is kept of somebody, and what sums up talks that they took part in. Comes before their turns go:
    /// these say where that was.
    ///
    /// - Returns: how many things are gone.
    static func forget(_ person: String, saidUntil last: Date, _ sql: any SQLConnection) throws -> Int {
        try sql.execute(
            """
            DELETE FROM kept_import WHERE said_at <= ? AND (speaker = ? OR subject = ?
            OR kind = 'summary' AND place IN (SELECT place FROM turn WHERE speaker = ?))
            """, [SQLValue(last), .text(person), .text(person), .text(person)])
    }
}
