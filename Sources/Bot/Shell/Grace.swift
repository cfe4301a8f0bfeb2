import DiscordModel
import ServiceLifecycle

/// What a graceful shutdown leaves to what is under way.
enum Grace {
    /// For answers that are being made.
    static let answers = Duration.seconds(5)
    /// And then for their last words.
    static let lastWords = Duration.seconds(3)

    /// Does `work` until it is done, and on a graceful shutdown for a while longer.
    ///
    /// - Parameter stopping: what is to be done first then.
    static func run(
        for grace: Duration, _ time: Timeline, _ work: @escaping @Sendable () async -> Void,
        stopping: @escaping @Sendable () async -> Void = {}
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await work() }
            group.addTask {
                do {
                    try await gracefulShutdown()
                    let end = time.now() + grace
                    // To its end, although the work may be done meanwhile.
                    await Task { await stopping() }.value
                    try await time.sleep(end)
                } catch { return }  // done, or the task is cancelled
            }
            await group.next()
            group.cancelAll()
        }
    }
}
