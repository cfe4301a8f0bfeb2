import Bot
import Companion
import Dashboard
import Foundation
import Storage

/// Opens the database. Who is alone with it mends its file, brings its schema up to date, and sees to it that whoever
/// was forgotten is so in an older one, too; then lets others in;
/// beside others nothing is exchanged under their feet.
func openDatabase(_ places: Places, _ lock: inout DataLock) async throws -> SQLiteDatabase {
    let database = try await open(places, repairs: lock.isAlone)
    do {
        if lock.isAlone {
            try await database.migrate(schema)
            try await Privacy(
                facts: FactStore(database: database), conversations: ConversationStore(database: database),
                marks: try PrivacyMarks(LineFile(places.privacyMarks.path))
            ).catchUp()
        } else if try await database.needsMigration(schema) {
            throw Refusal("The database is from an older Acore. Stop every other acore, then start “acore run” once.")
        }
        try lock.share()
    } catch {
        try await database.close()
        throw error
    }
    return database
}

private func open(_ places: Places, repairs: Bool) async throws -> SQLiteDatabase {
    do {
        return try await SQLiteDatabase.open(
            at: places.database.path, backups: places.backups.path, repairs: repairs)
    } catch StorageError.damaged(let path, let reason) where !repairs {
        throw Refusal(
            "\(path) is damaged: \(reason). Where nobody else has it open, the next start puts the newest good backup there.",
            exitCode: 78)
    }
}

/// The tables of all rooms, in the order in which they came to be.
let schema =
    CompanionTables.migrations + DashboardServer.migrations + ServerSettingsStore.migrations + SealKey.migrations
