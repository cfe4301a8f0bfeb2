@preconcurrency import Dispatch
import Foundation
import Synchronization

/// Ctrl-C: stops what is being said; where nothing is, or a second time, leaves.
final class Interruption: Sendable {
    private let stop = Mutex<(@Sendable () -> Void)?>(nil)
    private let source: any DispatchSourceSignal

    init() {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { [weak self] in self?.interrupt() }
        source.resume()
    }

    private func interrupt() {
        let stop = stop.withLock { stop in
            defer { stop = nil }
            return stop
        }
        guard let stop else {
            print()
            exit(0)
        }
        stop()
    }

    /// Does `work`; Ctrl-C cancels it.
    func stopping(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await work() }
        stop.withLock { $0 = { task.cancel() } }
        defer { stop.withLock { $0 = nil } }
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
