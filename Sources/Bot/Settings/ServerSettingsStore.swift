package import Companion
package import DiscordModel
import Foundation
import Inference
package import Storage
import Synchronization

/// The settings of all servers: in the database, with those used last at hand.
package final class ServerSettingsStore: Sendable {
    package static let migrations = [
        Migration(
            "bot: server settings",
            """
            CREATE TABLE server_settings (
                scope TEXT PRIMARY KEY, speaks_in TEXT NOT NULL, ambient_in TEXT NOT NULL, persona TEXT,
                streams BIGINT NOT NULL, language TEXT)
            """),
        Migration("bot: retention", "ALTER TABLE server_settings ADD COLUMN retention_days BIGINT"),
        Migration(
            "bot: follow-ups",
            """
            ALTER TABLE server_settings ADD COLUMN follows_up BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE server_settings ADD COLUMN quiet_from BIGINT NOT NULL DEFAULT 22;
            ALTER TABLE server_settings ADD COLUMN quiet_until BIGINT NOT NULL DEFAULT 8;
            ALTER TABLE server_settings ADD COLUMN time_zone TEXT
            """),
    ]
    private static let atHand = 4_096

    /// Rows are kept at hand only if no change was under way while they were read.
    private struct Shelf {
        var settings = LRUCache<Snowflake, ServerSettings>(capacity: ServerSettingsStore.atHand)
        var changesUnderWay = 0
        /// Grows with every change.
        var version = 0
    }

    private let database: any Database
    private let shelf = Mutex(Shelf())

    package init(database: any Database) { self.database = database }

    /// - Parameter scope: the server, or the channel of direct messages.
    package func settings(of scope: Snowflake) async throws -> ServerSettings {
        let (known, version) = shelf.withLock { ($0.settings.value(for: scope), $0.version) }
        if let known { return known }
        let settings = try await database.read { sql in try Self.settings(of: scope, sql) }
        shelf.withLock { shelf in
            guard shelf.version == version, shelf.changesUnderWay == 0 else { return }
            _ = shelf.settings.set(settings, for: scope)
        }
        return settings
    }

    /// Changes what `call`'s server decided.
    ///
    /// - Throws: ``Mistake`` where the caller may not manage the server.
    @discardableResult
    package func change(
        for call: CommandCall, _ edit: @escaping @Sendable (inout ServerSettings) throws -> Void
    ) async throws -> ServerSettings {
        guard call.may(.manageGuild) else {
            throw Mistake("You need the permission \(Permissions.manageGuild.spoken) to change that.")
        }
        return try await change(call.scope, edit)
    }

    /// - Returns: when it is on disk.
    @discardableResult
    func change(
        _ scope: Snowflake, _ edit: @escaping @Sendable (inout ServerSettings) throws -> Void
    ) async throws -> ServerSettings {
        try await write(scope) { sql in
            var settings = try Self.settings(of: scope, sql)
            try edit(&settings)
            try Self.keep(settings, of: scope, sql)
            return settings
        }
    }

    /// Whether any server opted in to be listened to.
    func anybodyOptedIn() async throws -> Bool {
        try await database.read { sql in
            try sql.row("SELECT scope FROM server_settings WHERE ambient_in <> '' LIMIT 1", []) != nil
        }
    }

    /// What servers, and people in their direct messages, decided about how long their words are kept.
    package func retentions() async throws -> [Snowflake: Retention] {
        try await database.read { sql in
            let rows = try sql.rows(
                "SELECT scope, retention_days FROM server_settings WHERE retention_days IS NOT NULL")
            return Dictionary(
                try rows.compactMap { row in
                    guard let scope = Snowflake(try row.text("scope")) else { return nil }
                    return (scope, Retention(days: try row.int("retention_days")))
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The bot left the server.
    package func forget(_ scope: Snowflake) async throws {
        _ = try await write(scope) { sql in
            try sql.execute("DELETE FROM server_settings WHERE scope = ?", [.text(scope.description)])
        }
    }

    private func write<Outcome: Sendable>(
        _ scope: Snowflake, _ change: @escaping @Sendable (any SQLConnection) throws -> Outcome
    ) async throws -> Outcome {
        shelf.withLock { $0.changesUnderWay += 1 }
        defer {
            shelf.withLock { shelf in
                shelf.changesUnderWay -= 1
                shelf.version &+= 1
                _ = shelf.settings.remove(scope)
            }
        }
        return try await database.write(change)
    }

    private static func settings(of scope: Snowflake, _ sql: any SQLConnection) throws -> ServerSettings {
        var settings = ServerSettings()
        guard let row = try sql.row("SELECT * FROM server_settings WHERE scope = ?", [.text(scope.description)]) else {
            return settings
        }
        settings.speaksIn = ids(try row.text("speaks_in"))
        settings.ambientIn = ids(try row.text("ambient_in"))
        settings.persona = try row.optionalText("persona")
        settings.streams = try row.bool("streams")
        settings.language = try row.optionalText("language")
        settings.retention = try row.optionalInt("retention_days").map { Retention(days: $0) }
        settings.followsUp = try row.bool("follows_up")
        settings.quietHours = QuietHours(from: try row.int("quiet_from"), until: try row.int("quiet_until"))
        settings.timeZone = try row.optionalText("time_zone").flatMap { TimeZone(identifier: $0) }
        return settings
    }

    private static func keep(_ settings: ServerSettings, of scope: Snowflake, _ sql: any SQLConnection) throws {
        try sql.execute(
            """
            INSERT INTO server_settings (scope, speaks_in, ambient_in, persona, streams, language, retention_days,
                follows_up, quiet_from, quiet_until, time_zone)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (scope) DO UPDATE SET speaks_in = excluded.speaks_in, ambient_in = excluded.ambient_in,
                persona = excluded.persona, streams = excluded.streams, language = excluded.language,
                retention_days = excluded.retention_days, follows_up = excluded.follows_up,
                quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, time_zone = excluded.time_zone
            """,
            [
                .text(scope.description), .text(text(settings.speaksIn)), .text(text(settings.ambientIn)),
                SQLValue(settings.persona), SQLValue(settings.streams), SQLValue(settings.language),
                SQLValue(settings.retention?.days),
                SQLValue(settings.followsUp), SQLValue(settings.quietHours.from), SQLValue(settings.quietHours.until),
                SQLValue(settings.timeZone?.identifier),
            ])
    }

    private static func text(_ ids: Set<Snowflake>) -> String {
        ids.sorted().prefix(ServerSettings.mostChannels).map(\.description).joined(separator: ",")
    }

    private static func ids(_ text: String) -> Set<Snowflake> {
        Set(text.split(separator: ",").compactMap { Snowflake($0) })
    }
}
