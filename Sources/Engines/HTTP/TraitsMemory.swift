import Inference
import Synchronization

/// What a provider once said about its model. A failure is asked about again a minute later; until then a guess serves.
final class TraitsMemory: Sendable {
    private struct State {
        var known: ModelTraits?
        var lastFailure: ContinuousClock.Instant?
    }

    private let guess: ModelTraits
    private let state = Mutex(State())

    init(guess: ModelTraits) { self.guess = guess }

    func traits(
        now: ContinuousClock.Instant = .now, asking ask: () async throws -> ModelTraits
    ) async -> ModelTraits {
        let state = state.withLock { $0 }
        if let known = state.known { return known }
        if let failure = state.lastFailure, failure.duration(to: now) < .seconds(60) { return guess }
        do {
            let answer = try await ask()
            self.state.withLock { $0.known = answer }
            return answer
        } catch is CancellationError {
            return guess
        } catch {
            self.state.withLock { $0.lastFailure = now }
            return guess
        }
    }
}
