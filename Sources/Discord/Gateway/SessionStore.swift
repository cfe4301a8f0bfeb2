/// Keeps what the gateway must know after a restart.
///
/// It is apart from the database: were that to fail and the program to start over and over, the bot would log in
/// each time, until Discord resets its token.
package protocol SessionStore: Sendable {
    /// Lets `change` read and alter what is kept, while no other task or process does, and keeps what came of it.
    /// - Throws: ``SessionStoreFault``; what was changed is then not kept.
    func update<Result: Sendable>(
        _ change: @escaping @Sendable (inout GatewayMemory) -> Result
    ) async throws -> Result
}

package struct SessionStoreFault: Error, Equatable, CustomStringConvertible {
    /// For the log: what could not be done, and why.
    package let description: String
}
