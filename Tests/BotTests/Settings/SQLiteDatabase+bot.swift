import Companion
import Storage

@testable import Bot

extension SQLiteDatabase {
    /// In memory, with all that the bot keeps.
    static func forBot() async throws -> SQLiteDatabase {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(
            CompanionTables.migrations + ServerSettingsStore.migrations + SealKey.migrations)
        return database
    }
}
