import Synchronization

/// For tests, and for what starts no session that counts.
package final class InMemorySessionStore: SessionStore {
    private let memory: Mutex<GatewayMemory>

    package init(_ memory: GatewayMemory = GatewayMemory()) { self.memory = Mutex(memory) }

    package func update<Result: Sendable>(
        _ change: @escaping @Sendable (inout GatewayMemory) -> Result
    ) async throws -> Result {
        memory.withLock { change(&$0) }
    }
}
