/// Looks again and again until it is so, however long that takes: only the suite's time limit ends it.
///
/// - Parameter nudge: done before each further look.
package func waitUntil(_ isSo: () async throws -> Bool, nudging nudge: () -> Void = {}) async throws {
    while try await !isSo() {
        nudge()
        try await Task.sleep(for: .milliseconds(2))
    }
}
