import Storage

/// Opens the database beside a server that may be running, uses it, and closes it.
func withDatabase<Value>(_ work: (SQLiteDatabase, Places) async throws -> Value) async throws -> Value {
    let places = Places(SettingValues(SettingsLoader().sources()))
    let lock = try DataLock(.visit, in: places.data)
    let database = try await openDatabase(places)
    let value: Value
    do {
        value = try await work(database, places)
    } catch {
        try await database.close()
        throw error
    }
    try await database.close()
    withExtendedLifetime(lock) {}
    return value
}
