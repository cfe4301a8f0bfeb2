import Synchronization

/// A caller who waits for work that a connection's own thread does.
///
/// The caller is resumed exactly once: by the work's outcome or by being cancelled.
/// Cancelling, where it is heeded, wins until ``begin()``; from then on only the outcome counts.
final class PendingCall<Value: Sendable>: Sendable {
    private enum State {
        case new
        case waiting(CheckedContinuation<Value, any Error>)
        case begun(CheckedContinuation<Value, any Error>)
        case over
    }

    private let state = Mutex(State.new)

    private init() {}

    /// Hands a call to `submit` and waits for its outcome. `submit` throwing is an outcome too.
    static func run(isCancellable: Bool = true, _ submit: (PendingCall) throws -> Void) async throws -> Value {
        let call = PendingCall()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard call.wait(continuation) else { return continuation.resume(throwing: CancellationError()) }
                do {
                    try submit(call)
                } catch {
                    call.finish(.failure(error))
                }
            }
        } onCancel: {
            if isCancellable { call.cancel() }
        }
    }

    /// Whether somebody still waits.
    var isWanted: Bool {
        state.withLock {
            switch $0 {
            case .new, .waiting, .begun: true
            case .over: false
            }
        }
    }

    /// The work begins, if it is still wanted, and is seen through.
    func begin() -> Bool {
        state.withLock {
            guard case .waiting(let continuation) = $0 else { return false }
            $0 = .begun(continuation)
            return true
        }
    }

    /// Does nothing where the caller has left.
    func finish(_ result: Result<Value, any Error>) {
        let continuation = state.withLock { state -> CheckedContinuation<Value, any Error>? in
            defer { state = .over }
            switch state {
            case .waiting(let continuation), .begun(let continuation): return continuation
            case .new, .over: return nil
            }
        }
        continuation?.resume(with: result)
    }

    private func wait(_ continuation: CheckedContinuation<Value, any Error>) -> Bool {
        state.withLock {
            guard case .new = $0 else { return false }
            $0 = .waiting(continuation)
            return true
        }
    }

    private func cancel() {
        let continuation = state.withLock { state -> CheckedContinuation<Value, any Error>? in
            switch state {
            case .begun, .over:
                return nil
            case .new:
                state = .over
                return nil
            case .waiting(let continuation):
                state = .over
                return continuation
            }
        }
        continuation?.resume(throwing: CancellationError())
    }
}
