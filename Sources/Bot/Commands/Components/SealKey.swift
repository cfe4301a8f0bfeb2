import Crypto
import Foundation
package import Storage

/// The key of this bot's custom ids: made once and kept with the data, so that what stands in Discord still works
/// after a restart.
package struct SealKey: Sendable {
    package static let migrations = [
        Migration(
            "bot: the key of custom ids",
            "CREATE TABLE custom_id_key (id BIGINT PRIMARY KEY CHECK (id = 1), key TEXT NOT NULL)")
    ]

    private let database: any Database

    package init(database: any Database) { self.database = database }

    func seal() async throws -> Seal {
        let made = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
        let kept = try await database.write { sql in
            try sql.execute(
                "INSERT INTO custom_id_key (id, key) VALUES (1, ?) ON CONFLICT (id) DO NOTHING", [.text(made)])
            guard let row = try sql.row("SELECT key FROM custom_id_key WHERE id = 1") else {
                throw StorageError.badRow("custom_id_key is empty")
            }
            return try row.text("key")
        }
        return Seal(key: Array(kept.utf8))
    }
}
