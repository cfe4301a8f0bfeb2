@preconcurrency import Dispatch
import Foundation
import Synchronization

/// Ctrl-C: stops what is being done. Where nothing is, or it stops already, the talk is over.
final class Interruption: Sendable {
    private struct State {
        var stop: (@Sendable () -> Void)?
        var isOver = false
    }

    private let state = Mutex(State())
    private let source: any DispatchSourceSignal

    init() {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { [weak self] in self?.interrupt() }
        source.resume()
    }

    deinit { source.cancel() }

    /// Whether the person wants to leave.
    var isOver: Bool { state.withLock(\.isOver) }

    func interrupt() {
        let stop = state.withLock { state in
            defer { state.stop = nil }
            if state.stop == nil { state.isOver = true }
            return state.stop
        }
        stop?()
    }

    /// Does `work`; Ctrl-C cancels it. What it keeps of its half is kept before this returns.
    func stopping(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await work() }
        state.withLock { $0.stop = { task.cancel() } }
        defer { state.withLock { $0.stop = nil } }
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// The next line of input; nil at its end, or with Ctrl-C.
    ///
    /// Read on a thread of its own: nobody else may be kept waiting by a person who thinks.
    func nextLine(_ read: @escaping @Sendable () -> String? = { readLine() }) async -> String? {
        let (lines, found) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(1))
        state.withLock { $0.stop = { found.finish() } }
        defer { state.withLock { $0.stop = nil } }
        DispatchQueue.global().async {
            if let line = read() { found.yield(line) }
            found.finish()
        }
        return await lines.first { _ in true }
    }
}
