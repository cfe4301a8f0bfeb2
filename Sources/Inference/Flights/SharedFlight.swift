import Synchronization

/// Makes one call for prompts that are equal and asked at the same time.
///
/// Only prompts that allow the reuse of their answer share, and only with those
/// of the same audience. A listener that comes late gets the text so far and
/// then the rest; one that leaves disturbs nobody; when the last one leaves, the
/// call is cancelled. For `linger` after a reply ended well, whoever asks the
/// same is given it again.
///
/// The call belongs to no single listener, so it runs in a task of its own. That
/// task is cancelled when the last listener leaves, and cancelled and awaited by
/// ``shutdown()``.
package final class SharedFlight: LanguageModel {
    private struct State {
        var board: FlightBoard<Flight>
        var calls: [Int: Task<Void, Never>] = [:]
        var isClosed = false
    }

    private let model: any LanguageModel
    private let time: Timeline
    private let replyBytes: Int
    private let state: Mutex<State>

    /// - Parameters:
    ///   - flights: calls shared at once, lingering ones included; further prompts are asked alone.
    ///   - replyBytes: a shared reply that is longer fails with ``InferenceError/tooLarge(provider:limit:)``.
    package init(
        _ model: any LanguageModel, linger: Duration = .seconds(5), flights: Int = 256, replyBytes: Int = 1 << 20,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.model = model
        self.replyBytes = replyBytes
        time = Timeline(clock)
        state = Mutex(State(board: FlightBoard(capacity: flights, linger: linger)))
    }

    package var name: String { model.name }
    package var traits: ModelTraits { get async { await model.traits } }
    /// Calls under way.
    package var callsUnderWay: Int { state.withLock { $0.calls.count } }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        guard let key = PromptKey(prompt, model: model.name) else { return try await model.reply(to: prompt) }
        return PulledReply { [self] in
            FlightSource(alone: PulledCall(model, prompt)) { self.board(key, prompt) }
        }
    }

    /// Gives no reply that has ended to anybody again: for when somebody's words are to be deleted.
    package func forget() { state.withLock { $0.board.forgetLanded() } }

    /// Cancels the calls under way and waits until they have ended. Later prompts are asked alone.
    package func shutdown() async {
        let calls = state.withLock { state in
            state.isClosed = true
            state.board.clear()
            return Array(state.calls.values)
        }
        for call in calls { call.cancel() }
        for call in calls { await call.value }
    }

    private func board(_ key: PromptKey, _ prompt: Prompt) -> Seat? {
        let now = time.now()
        return state.withLock { state in
            guard !state.isClosed else { return nil }
            let make = { Flight(id: $0, provider: self.model.name, limit: self.replyBytes) }
            switch state.board.board(key, now: now, make: make) {
            case .start(let flight):
                Metric.flight("started")
                state.calls[flight.id] = Task { await self.fly(flight, key, prompt) }
                return Seat(flight: flight, isFirst: true) { self.leave(key, flight) }
            case .join(let flight):
                Metric.flight("joined")
                return Seat(flight: flight, isFirst: false) { self.leave(key, flight) }
            case .alone:
                Metric.flight("alone")
                return nil
            }
        }
    }

    private func fly(_ flight: Flight, _ key: PromptKey, _ prompt: Prompt) async {
        // What lingers takes memory without a listener: short replies only.
        var record = ReplyRecord(limit: min(replyBytes, 65_536))
        var failure: (any Error)?
        do {
            var call = PulledCall(model, prompt)
            while let part = try await call.next() {
                record.note(part)
                try flight.append(part)
            }
        } catch {
            failure = error
        }
        let well = failure == nil && record.repeatable != nil
        let now = time.now()
        state.withLock { state in
            // Landed before the listeners hear the end: the last of them to leave must not cancel what is done.
            state.board.land(key, id: flight.id, well: well, now: now)
            state.calls[flight.id] = nil
        }
        flight.end(failure)
    }

    private func leave(_ key: PromptKey, _ flight: Flight) {
        state.withLock { state in
            state.board.leave(key, id: flight.id) ? state.calls[flight.id] : nil
        }?.cancel()
    }
}

/// A listener's place in a flight, given back when it is dropped.
private final class Seat {
    let flight: Flight
    /// Whether the flight was made for this listener, on its account.
    let isFirst: Bool
    private let leave: () -> Void

    init(flight: Flight, isFirst: Bool, leave: @escaping () -> Void) {
        self.flight = flight
        self.isFirst = isFirst
        self.leave = leave
    }

    deinit { leave() }
}

private final class FlightSource: PartSource {
    private enum Listening {
        case notYet
        case shared(Seat)
        case alone
        case over
    }

    private let board: () -> Seat?
    private var alone: PulledCall
    private var listening = Listening.notYet
    private var index = 0

    init(alone: PulledCall, board: @escaping () -> Seat?) {
        self.alone = alone
        self.board = board
    }

    func next() async throws -> ReplyPart? {
        if case .notYet = listening { listening = board().map { .shared($0) } ?? .alone }
        switch listening {
        case .shared(let seat): return try await next(from: seat)
        case .alone: return try await alone.next()
        case .notYet, .over: return nil
        }
    }

    private func next(from seat: Seat) async throws -> ReplyPart? {
        do {
            let part = try await seat.flight.part(at: index)
            index &+= 1
            if part == nil { listening = .over }
            return part
        } catch InferenceError.budgetSpent where !seat.isFirst && index == 0 {
            // It is the first listener's budget that is spent; this one has its own.
            listening = .alone
            return try await alone.next()
        } catch {
            listening = .over
            throw error
        }
    }
}
