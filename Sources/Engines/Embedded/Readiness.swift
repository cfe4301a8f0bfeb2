import Inference
import Synchronization

/// A value that is there, will be there, or will not: whoever needs it waits, cancellably and not for ever.
final class Readiness<Value: Sendable>: Sendable {
    enum Condition: Sendable {
        case ready(Value)
        case notYet
        case never(InferenceError)
    }

    fileprivate struct State {
        var condition = Condition.notYet
        var waiters: [Int: CheckedContinuation<Value, any Error>] = [:]
        var lastWaiter = 0
    }

    /// More waiters are turned away.
    private static var mostWaiters: Int { 256 }

    private let provider: String
    private let state = Mutex(State())

    init(provider: String) { self.provider = provider }

    var current: Value? {
        state.withLock { if case .ready(let value) = $0.condition { value } else { nil } }
    }

    func set(_ condition: Condition) {
        let waiters = state.withLock { state in
            state.condition = condition
            if case .notYet = condition { return [CheckedContinuation<Value, any Error>]() }
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        switch condition {
        case .ready(let value): for waiter in waiters { waiter.resume(returning: value) }
        case .never(let error): for waiter in waiters { waiter.resume(throwing: error) }
        case .notYet: break
        }
    }

    /// - Throws: `.loading` after `limit`, `.busy` where too many wait, or why it will never be ready.
    func value(within limit: Duration, clock: any Clock<Duration>) async throws -> Value {
        if let current { return current }
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await self.wait() }
            group.addTask {
                try await clock.sleep(for: limit)
                throw InferenceError.loading(provider: self.provider)
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }

    private func wait() async throws -> Value {
        let id = state.withLock { state in
            state.lastWaiter &+= 1
            return state.lastWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let known = state.withLock { $0.admit(id, continuation, provider: provider, most: Self.mostWaiters) }
                if let known { continuation.resume(with: known) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
            waiter?.resume(throwing: CancellationError())
        }
    }
}

extension Readiness.State {
    /// Lets a waiter in, or says what it need not wait for.
    fileprivate mutating func admit(
        _ id: Int, _ continuation: CheckedContinuation<Value, any Error>, provider: String, most: Int
    ) -> Result<Value, any Error>? {
        switch condition {
        case .ready(let value): return .success(value)
        case .never(let error): return .failure(error)
        case .notYet: break
        }
        // The cancellation may have come before there was anything to cancel.
        if Task.isCancelled { return .failure(CancellationError()) }
        guard waiters.count < most else {
            return .failure(InferenceError.busy(provider: provider, reason: "too many wait for it to load"))
        }
        waiters[id] = continuation
        return nil
    }
}
