import DiscordModel
import Synchronization

/// Where requests wait for their turn: the shell around ``RateLimiter``.
final class Turnstile: Sendable {
    typealias Ticket = RateLimiter.Ticket

    private enum Entry {
        /// Its sender has not come to wait yet, where there is no continuation.
        case waiting(CheckedContinuation<Void, any Error>?)
        /// What its sender will be told on coming.
        case decided(Result<Void, any Error>)
    }

    private struct State {
        var limiter: RateLimiter
        var last: Ticket = 0
        var entries: [Ticket: Entry] = [:]
        var alarm: Task<Void, Never>?
        var alarmAt: Duration?
        var isClosed = false
    }

    /// Somebody to be told, once the lock is open.
    private typealias Call = (CheckedContinuation<Void, any Error>, Result<Void, any Error>)

    private let timeline: Timeline
    private let state: Mutex<State>

    init(_ limiter: RateLimiter, timeline: Timeline) {
        self.timeline = timeline
        state = Mutex(State(limiter: limiter))
    }

    /// Stands in line. Must be followed by ``turn(_:)``.
    func enter(_ route: Route, patience: Duration) -> Ticket {
        let ticket = state.withLock { state in
            state.last += 1
            state.entries[state.last] = .waiting(nil)
            return state.last
        }
        tell(.wants(ticket, route, patience: patience))
        return ticket
    }

    /// Returns when the request may be sent; ``end(_:_:_:)`` must follow.
    func turn(_ ticket: Ticket) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result = state.withLock { state -> Result<Void, any Error>? in
                    if state.isClosed { return .failure(CancellationError()) }
                    guard case .decided(let result) = state.entries[ticket] else {
                        state.entries[ticket] = .waiting(continuation)
                        return nil
                    }
                    state.entries[ticket] = nil
                    return result
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            abandon(ticket)
        }
    }

    /// The request was sent. Unless it is done, ``turn(_:)`` must follow.
    func end(_ ticket: Ticket, _ headers: ResponseHeaders?, _ outcome: RateLimiter.Outcome) {
        if outcome != .done { state.withLock { $0.entries[ticket] = .waiting(nil) } }
        tell(.ended(ticket, headers, outcome))
    }

    /// What Discord allows a route; nil where it has not said.
    func allowance(of route: Route) -> RateAllowance? {
        state.withLock { $0.limiter.allowance(of: route, at: timeline.now()) }
    }

    /// Whoever still waits is told that it is over.
    func close() async {
        let (alarm, entries) = state.withLock { state in
            state.isClosed = true
            defer { state.entries = [:] }
            return (state.alarm, state.entries)
        }
        for case .waiting(let continuation?) in entries.values { continuation.resume(throwing: CancellationError()) }
        alarm?.cancel()
        await alarm?.value
    }

    private func abandon(_ ticket: Ticket) {
        let (isInLine, waiting) = state.withLock { state -> (Bool, CheckedContinuation<Void, any Error>?) in
            guard let entry = state.entries[ticket] else { return (false, nil) }  // it is being sent
            if case .waiting(let continuation?) = entry {
                state.entries[ticket] = nil
                return (true, continuation)
            }
            state.entries[ticket] = .decided(.failure(CancellationError()))
            return (true, nil)
        }
        waiting?.resume(throwing: CancellationError())
        if isInLine { tell(.abandoned(ticket)) }
    }

    private func tell(_ event: RateLimiter.Event) {
        let calls = state.withLock { state in
            let now = timeline.now()
            let actions = state.limiter.handle(event, at: now)
            setAlarm(&state, now)
            return actions.compactMap { Self.decide($0, &state) }
        }
        for (continuation, result) in calls { continuation.resume(with: result) }
    }

    private static func decide(_ action: RateLimiter.Action, _ state: inout State) -> Call? {
        let (ticket, result): (Ticket, Result<Void, any Error>) =
            switch action {
            case .send(let ticket): (ticket, .success(()))
            case .refuse(let ticket, let refusal): (ticket, .failure(refusal))
            }
        guard case .waiting(let continuation) = state.entries[ticket] else { return nil }
        guard let continuation else {
            state.entries[ticket] = .decided(result)
            return nil
        }
        state.entries[ticket] = nil
        return (continuation, result)
    }

    /// One alarm at a time, for the next thing that time alone brings.
    private func setAlarm(_ state: inout State, _ now: Duration) {
        guard !state.isClosed, let wake = state.limiter.nextWake, wake < state.alarmAt ?? wake + .seconds(1) else {
            return
        }
        let time = max(wake, now)
        state.alarm?.cancel()
        state.alarmAt = time
        state.alarm = Task { [weak self, timeline] in
            // Cancelled: an earlier alarm, or nobody, comes instead.
            guard (try? await timeline.sleep(time)) != nil else { return }
            self?.ring(time)
        }
    }

    private func ring(_ time: Duration) {
        state.withLock { if $0.alarmAt == time { $0.alarmAt = nil } }
        tell(.timePasses)
    }
}
