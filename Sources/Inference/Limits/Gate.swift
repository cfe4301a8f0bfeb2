import Synchronization

/// What one provider allows, whichever of its models is asked: the shell around ``Admission``, which lets tasks
/// wait for their turn without polling.
///
/// While somebody waits, one task sleeps until the next thing that only time
/// brings about (a deadline, the end of a pause or of a minute). It is kept here
/// and cancelled as soon as nobody waits.
package final class Gate: Sendable {
    private struct State {
        var admission: Admission
        var waiters: [Admission.Ticket: CheckedContinuation<Void, any Error>] = [:]
        var lastTicket = 0
        var alarm: (due: Duration, task: Task<Void, Never>)?
    }

    private let provider: String
    private let rules: Admission.Rules
    private let time: Timeline
    private let state: Mutex<State>

    /// - Parameters:
    ///   - concurrent: calls at once.
    ///   - perMinute: calls that start in any sixty seconds.
    ///   - queue: requests that may wait; beyond it the newest of whoever has most waiting fails as
    ///     ``InferenceError/busy(provider:reason:)``.
    ///   - patience: how long one may wait before it fails the same way.
    package init(
        provider: String, concurrent: Int = 5, perMinute: Int = 60, queue: Int = 100,
        patience: Duration = .seconds(60), clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.provider = provider
        rules = Admission.Rules(
            concurrent: max(1, concurrent), perMinute: max(1, perMinute), queue: max(0, queue), patience: patience)
        time = Timeline(clock)
        state = Mutex(State(admission: Admission(rules)))
    }

    /// Requests in the queue, and calls under way.
    var load: (waiting: Int, running: Int) { state.withLock { ($0.admission.waiting, $0.admission.running) } }

    /// Waits for this speaker's turn. The permit is given back when it is dropped.
    func enter(speaker: String) async throws -> Permit {
        let ticket = state.withLock { state in
            state.lastTicket &+= 1
            return state.lastTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                handle { state, now in
                    state.waiters[ticket] = continuation
                    return state.admission.arrive(ticket, speaker: speaker, now: now)
                }
                // A cancellation before the line above has found nobody to wake.
                if Task.isCancelled { giveUp(ticket) }
            }
        } onCancel: {
            giveUp(ticket)
        }
        return Permit(gate: self)
    }

    /// The provider asked for a pause, in seconds.
    func pause(seconds: Double) {
        guard seconds > 0 else { return }
        handle { $0.admission.pause(for: .seconds(min(seconds, 86_400)), now: $1) }
    }

    fileprivate func leave() { handle { $0.admission.finish(now: $1) } }

    private func giveUp(_ ticket: Admission.Ticket) {
        handle { state, now in
            guard let waiter = state.waiters.removeValue(forKey: ticket) else { return [] }
            waiter.resume(throwing: CancellationError())
            return state.admission.giveUp(ticket, now: now)
        }
    }

    private func handle(_ event: (inout State, Duration) -> [Admission.Decision]) {
        let now = time.now()
        let depth = state.withLock { state in
            for decision in event(&state, now) { carryOut(decision, &state) }
            setAlarm(&state, now)
            return state.admission.waiting
        }
        Metric.queue(depth: depth, provider: provider)
    }

    private func carryOut(_ decision: Admission.Decision, _ state: inout State) {
        switch decision {
        case .go(let ticket): state.waiters.removeValue(forKey: ticket)?.resume()
        case .turnAway(let ticket, let reason):
            state.waiters.removeValue(forKey: ticket)?.resume(throwing: error(reason))
        }
    }

    private func error(_ reason: Admission.Reason) -> InferenceError {
        switch reason {
        case .queueIsFull: .busy(provider: provider, reason: "\(rules.queue) requests wait already")
        case .waitedTooLong:
            .busy(provider: provider, reason: "no turn within \(Int(rules.patience.inSeconds)) seconds")
        case .paused(let duration):
            .busy(provider: provider, reason: "it wants to be left alone for \(Int(duration.inSeconds)) seconds")
        }
    }

    private func setAlarm(_ state: inout State, _ now: Duration) {
        let due = state.admission.nextWake(now: now)
        if let due, let alarm = state.alarm, alarm.due <= due { return }  // it wakes early enough and is set again
        state.alarm?.task.cancel()
        state.alarm = due.map { due in
            let sleep = time.sleep
            return (
                due,
                Task { [weak self] in
                    // Cancelled: another alarm has taken its place, or nobody waits.
                    guard (try? await sleep(due)) != nil else { return }
                    self?.ring(due)
                }
            )
        }
    }

    private func ring(_ due: Duration) {
        handle { state, now in
            if state.alarm?.due == due { state.alarm = nil }
            return state.admission.wake(now: now)
        }
    }
}

/// The right to one call, held until it is dropped.
final class Permit: Sendable {
    private let gate: Gate

    fileprivate init(gate: Gate) { self.gate = gate }

    deinit { gate.leave() }
}
