/// Does the work, then ends what it was done with, whatever came of it.
func ending<Value>(
    after work: () async throws -> Value, _ end: () async throws -> Void
) async throws -> Value {
    let value: Value
    do {
        value = try await work()
    } catch {
        try await end()
        throw error
    }
    try await end()
    return value
}
