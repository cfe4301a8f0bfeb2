import Dashboard
import Foundation
import Storage

/// Opens the database beside a server that may be running, uses it, and closes it.
func withDatabase<Value>(
    _ places: Places = Places(SettingValues(SettingsLoader().sources())), as use: DataLock.Use = .visit,
    _ work: (SQLiteDatabase) async throws -> Value
) async throws -> Value {
    var lock = try DataLock(use, in: places.data)
    let database = try await openDatabase(places, &lock)
    let value = try await ending(after: { try await work(database) }) { try await database.close() }
    withExtendedLifetime(lock) {}
    return value
}

/// What was set on the page; nothing where there is no database yet. Only looks.
func pageSource(_ places: Places) async throws -> SettingSource {
    guard FileManager.default.fileExists(atPath: places.database.path) else { return .page([:]) }
    return .page(try await withDatabase(places, as: .look) { try await SettingsStore(database: $0).all() })
}
