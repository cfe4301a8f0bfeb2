import Foundation
package import Inference
import Logging
package import ServiceLifecycle
import Storage
import Synchronization

/// Makes what was said findable, beside the talk: its words at once, its meaning as fast as the embedder goes.
package struct Indexing: Service {
    /// Passages that are embedded in one go.
    private static let batch = 32
    /// After a failing embedder.
    private static let pause = Duration.seconds(30)
    /// Between two steps where there is much to take in: talk goes first.
    private static let rest = Duration.milliseconds(20)

    private let recall: Recall
    private let clock: any Clock<Duration>
    private let woken: AsyncStream<Void>
    private let logger = Logger(label: "acore.recall")
    /// To be called when something was kept, changed or deleted.
    package let wake: @Sendable () -> Void

    package init(_ recall: Recall, clock: any Clock<Duration> = ContinuousClock()) {
        self.recall = recall
        self.clock = clock
        // One call is enough to look again.
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        woken = stream
        wake = { continuation.yield() }
        continuation.yield()  // what was said before the program started
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in woken {
                do {
                    try await index(resting: { try await clock.sleep(for: Self.rest) })
                } catch is CancellationError {
                    return
                } catch let error as InferenceError {
                    recall.note(error)
                    wake()
                    // Cancelled is what the loop ends with by itself.
                    try? await clock.sleep(for: Self.pause)
                } catch {
                    logger.warning("what was said last cannot be found yet", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// Takes in all there is.
    ///
    /// - Parameters:
    ///   - resting: between two steps.
    ///   - progress: told how many passages got their vectors.
    package func index(
        progress: (Int) -> Void = { _ in }, resting: () async throws -> Void = { try Task.checkCancellation() }
    ) async throws {
        try await recall.dropGone()
        while try await recall.passages.indexSome() { try await resting() }
        guard let embedder = recall.embedder else { return }
        let embedding = try await recall.passages.embedding(of: embedder.name)
        await recall.shelf.use(embedding)
        var done = 0
        while true {
            let some = try await recall.passages.unembedded(embedding, limit: Self.batch)
            guard !some.isEmpty else { return }
            let vectors = try await embedder.embed(some.map(\.words), as: .passage)
            let stored = zip(some, vectors).map { (passage: $0.passage, vector: StoredVector($1)) }
            try await recall.passages.keep(stored, of: embedding)
            try await recall.shelf.add(stored, of: embedding)
            done += some.count
            progress(done)
            try await resting()
        }
    }
}
