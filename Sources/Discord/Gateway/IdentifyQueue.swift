import DiscordModel
import Foundation
import Logging
import Metrics

/// Decides which shard may log in when: by the book that all processes share, the lowest shard first.
actor IdentifyQueue {
    enum Leave: Equatable {
        case now
        /// Not soon enough to wait for on an open connection.
        case later(Duration)
    }

    /// How long a connection is kept waiting.
    private static let patience = 30_000
    private static let look = Duration.milliseconds(250)
    /// After a fault of the book: without it nothing logs in.
    private static let pauseAfterFault = Duration.seconds(300)

    private let store: any SessionStore
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let metrics: any MetricsFactory
    private var waiting: Set<Int> = []

    init(
        _ store: any SessionStore, clock: any Clock<Duration>, now: @escaping @Sendable () -> Date,
        logger: Logger = Logger(label: "acore.gateway"), metrics: any MetricsFactory = MetricsSystem.factory
    ) {
        self.store = store
        self.clock = clock
        self.now = now
        self.logger = logger
        self.metrics = metrics
    }

    /// - Throws: only where the task is cancelled.
    func leave(for shard: Shard) async throws -> Leave {
        waiting.insert(shard.index)
        defer { waiting.remove(shard.index) }
        let start = now().millisecondsSince1970
        while true {
            try Task.checkCancellation()
            let time = now().millisecondsSince1970
            guard time &- start < Self.patience else { return .later(.seconds(5)) }
            guard waiting.min() == shard.index else {
                try await clock.sleep(for: Self.look)
                continue
            }
            do {
                let answer = try await store.update { $0.ledger.start(shard, at: time) }
                guard case .notBefore(let moment, let reason) = answer else { return .now }
                let pause = moment &- time
                guard pause <= Self.patience else {
                    postponed()
                    logger.warning(
                        "no login yet",
                        metadata: ["shard": "\(shard)", "seconds": "\(pause / 1_000)", "reason": "\(reason)"])
                    return .later(.milliseconds(pause))
                }
                try await clock.sleep(for: .milliseconds(pause))
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                postponed()
                logger.error(
                    "no login for five minutes: the book of logins cannot be kept",
                    metadata: ["shard": "\(shard)", "error": "\(error)"])
                return .later(Self.pauseAfterFault)
            }
        }
    }

    private func postponed() { Counter(label: "acore_gateway_logins_postponed_total", factory: metrics).increment() }
}
