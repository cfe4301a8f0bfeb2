import Logging
package import ServiceLifecycle

/// Learns from what was said, beside the talk: nobody waits for it.
package struct Learning: Service {
    /// What is said within this time is learnt from in one go.
    private static let patience = Duration.seconds(1)
    /// Between two steps where there is much to learn, as after an upgrade: talk goes first.
    private static let rest = Duration.milliseconds(20)

    private let facts: FactStore
    private let clock: any Clock<Duration>
    private let spoken: AsyncStream<Void>
    private let logger = Logger(label: "acore.memory")
    /// To be called when a turn was kept.
    package let didKeep: @Sendable () -> Void

    package init(_ facts: FactStore, clock: any Clock<Duration> = ContinuousClock()) {
        self.facts = facts
        self.clock = clock
        // One call is enough to look again.
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        spoken = stream
        didKeep = { continuation.yield() }
        continuation.yield()  // what was said before the program started
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in spoken {
                do {
                    try await clock.sleep(for: Self.patience)
                    try await learn { try await clock.sleep(for: Self.rest) }
                } catch is CancellationError {
                    return
                } catch {
                    // It is tried again with the next turn.
                    logger.warning("nothing was learnt", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// Learns from all there is, and lets go of what was never of use.
    package func learn(resting: () async throws -> Void = {}) async throws {
        while try await facts.learnSome() { try await resting() }
        try await facts.fade()
    }
}
