package import Inference
import Logging
package import ServiceLifecycle
import Synchronization

/// Summarises what has grown too long, beside the talk: one summary at a time, and nobody waits for it.
package final class Summarising: Service {
    /// Between two looks, and after a model failed; the latter doubles with each failure.
    private static let pause = Duration.seconds(15)
    private static let longestPause = Duration.seconds(30 * 60)
    /// Between two summaries: whoever talks goes first.
    private static let rest = Duration.seconds(2)

    private let summaries: Summaries
    private let isWanted: @Sendable () -> Bool
    private let clock: any Clock<Duration>
    private let isTold = Mutex(false)
    private let logger = Logger(label: "acore.memory")

    /// - Parameter isWanted: whether the operator wants it now.
    package init(
        _ summaries: Summaries, isWanted: @escaping @Sendable () -> Bool = { true },
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.summaries = summaries
        self.isWanted = isWanted
        self.clock = clock
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            var pause = Self.pause
            while true {
                do {
                    try await clock.sleep(for: pause)
                    pause = try await look() ? Self.pause : min(pause * 2, Self.longestPause)
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("nothing was summarised", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// - Returns: whether the model did what it was asked.
    func look() async throws -> Bool {
        guard isWanted() else { return true }
        guard await summaries.isPossible else {
            tell("the language model is too small for summaries: of long talks only the last turns are told to it")
            return true
        }
        do {
            let written = try await summaries.summarizeDue { try await clock.sleep(for: Self.rest) }
            if written > 0 { isTold.withLock { $0 = false } }
            return true
        } catch let error as InferenceError {
            tell("talks are not summarised for now: \(error)")
            return false
        }
    }

    /// Says once what is the matter, until it is over.
    private func tell(_ sentence: String) {
        let isNew = isTold.withLock { told in
            defer { told = true }
            return !told
        }
        if isNew { logger.notice("\(sentence)") }
    }
}
