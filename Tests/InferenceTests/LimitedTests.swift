import Synchronization
import TestSupport
import Testing

@testable import Inference

@Suite struct LimitedTests {
    private let clock = ManualClock()
    private let model = LiveModel("a")

    private func gate(concurrent: Int = 1, perMinute: Int = 60, queue: Int = 100) -> Gate {
        Gate(provider: "a", concurrent: concurrent, perMinute: perMinute, queue: queue, clock: clock)
    }

    @Test func `the second waits until the first has ended`() async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        async let first = limited.text(Prompt("1"))
        let reply = try await model.reply(0)
        async let second = limited.text(Prompt("2"))
        try await until("the second waits") { gate.load == (1, 1) }
        #expect(model.replies.count == 1)
        reply.finish("one")
        try await model.reply(1).finish("two")
        #expect(try await (first, second) == ("one", "two"))
        #expect(gate.load == (0, 0))
    }

    @Test func `models of one provider share what it allows`() async throws {
        let (gate, other) = (gate(), LiveModel("b"))
        let (limited, otherLimited) = (Limited(model, gate), Limited(other, gate))
        async let first = limited.text(Prompt("1"))
        let reply = try await model.reply(0)
        async let second = otherLimited.text(Prompt("2"))
        try await until("the second waits") { gate.load == (1, 1) }
        #expect(other.replies.isEmpty)
        reply.finish("one")
        try await other.reply(0).finish("two")
        #expect(try await (first, second) == ("one", "two"))
    }

    @Test func `a failed reply gives its place back`() async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        async let first = limited.outcome(Prompt("1"))
        try await model.reply(0).fail(InferenceError.cutOff(provider: "a"))
        #expect(await first.error as? InferenceError == .cutOff(provider: "a"))
        #expect(gate.load == (0, 0))
    }

    @Test func `a dropped reply gives its place back`() async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        let stream = try await limited.reply(to: Prompt("1"))
        let reading = Task { for try await _ in stream { break } }
        let reply = try await model.reply(0)
        reply.send(.text("one"))
        try await reading.value
        #expect(gate.load == (0, 0))
        #expect(reply.isClosed)
    }

    @Test func `a stream that is never pulled takes no place`() async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        let stream = try await limited.reply(to: Prompt("1"))
        let iterator = stream.makeAsyncIterator()
        #expect(gate.load == (0, 0))
        _ = iterator
    }

    @Test func `the place is free as soon as the finish came, read further or not`() async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        var iterator = try await limited.reply(to: Prompt("1")).makeAsyncIterator()
        let model = model
        let writing = Task { try await model.reply(0).finish("one") }
        while let part = try await iterator.next(isolation: nil), part != .finish(.stop) {}
        try await writing.value
        #expect(gate.load == (0, 0))
        #expect(try await iterator.next(isolation: nil) == nil)
    }

    @Test func `cancelling one that waits, or one that runs, gives its place back`() async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        let running = Task { try await limited.text(Prompt("1")) }
        let reply = try await model.reply(0)
        let waiting = Task { try await limited.text(Prompt("2")) }
        try await until("one waits") { gate.load == (1, 1) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(gate.load == (0, 1))
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
        #expect(gate.load == (0, 0))
        #expect(reply.isClosed)
        #expect(clock.sleepers == 0, "nobody waits, so nothing is to be woken")
    }

    @Test func `one that is cancelled before it asks does not wait`() async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        let running = Task { try await limited.text(Prompt("1")) }
        _ = try await model.reply(0)
        let late = Task {
            try await until("cancelled") { Task.isCancelled }
            return try await limited.text(Prompt("2"))
        }
        late.cancel()
        await #expect(throws: CancellationError.self) { try await late.value }
        #expect(gate.load == (0, 1))
        running.cancel()
    }

    @Test func `whoever waits too long hears that we are busy`() async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        let running = Task { try await limited.text(Prompt("1")) }
        _ = try await model.reply(0)
        async let waiting = limited.outcome(Prompt("2"))
        try await until("the alarm is set") { clock.sleepers == 1 }
        clock.advance(by: .seconds(60))
        #expect(
            await waiting.error as? InferenceError == .busy(provider: "a", reason: "no turn within 60 seconds"))
        running.cancel()
    }

    @Test func `a full queue says so`() async throws {
        let gate = gate(queue: 0)
        let limited = Limited(model, gate)
        let running = Task { try await limited.text(Prompt("1")) }
        _ = try await model.reply(0)
        let outcome = await limited.outcome(Prompt("2"))
        #expect(outcome.error as? InferenceError == .busy(provider: "a", reason: "0 requests wait already"))
        running.cancel()
    }

    @Test func `the minute's limit is waited for`() async throws {
        let gate = gate(concurrent: 5, perMinute: 1)
        let limited = Limited(model, gate)
        async let first = limited.text(Prompt("1"))
        try await model.reply(0).finish("one")
        #expect(try await first == "one")
        clock.advance(by: .seconds(20))
        async let second = limited.text(Prompt("2"))
        try await until("the second waits") { clock.sleepers == 1 }
        clock.advance(by: .seconds(39))
        await settle()
        #expect(model.replies.count == 1)
        clock.advance(by: .seconds(1))
        try await model.reply(1).finish("two")
        #expect(try await second == "two")
    }

    @Test func `Retry-After pauses the provider for everybody`() async throws {
        let gate = gate(concurrent: 5)
        let limited = Limited(model, gate)
        async let first = limited.outcome(Prompt("1"))
        try await model.reply(0).fail(InferenceError.overloaded(provider: "a", retryAfter: 30))
        #expect(await first.error as? InferenceError == .overloaded(provider: "a", retryAfter: 30))
        async let second = limited.text(Prompt("2", by: "bob"))
        try await until("the second waits") { clock.sleepers == 1 }
        clock.advance(by: .seconds(29))
        await settle()
        #expect(model.replies.count == 1)
        clock.advance(by: .seconds(1))
        try await model.reply(1).finish("two")
        #expect(try await second == "two")
    }

    @Test(arguments: [1e300, Double.infinity, 3600])
    func `a pause that outlasts everybody's patience is told at once`(retryAfter: Double) async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        async let first = limited.outcome(Prompt("1"))
        try await model.reply(0).fail(InferenceError.overloaded(provider: "a", retryAfter: retryAfter))
        _ = await first
        let outcome = await limited.outcome(Prompt("2"))
        let reason = "it wants to be left alone for 600 seconds"
        #expect(outcome.error as? InferenceError == .busy(provider: "a", reason: reason))
    }

    @Test(arguments: [0, -5, Double.nan, -Double.infinity])
    func `a senseless Retry-After pauses nothing`(retryAfter: Double) async throws {
        let gate = gate()
        let limited = Limited(model, gate)
        async let first = limited.outcome(Prompt("1"))
        try await model.reply(0).fail(InferenceError.overloaded(provider: "a", retryAfter: retryAfter))
        _ = await first
        async let second = limited.text(Prompt("2"))
        try await model.reply(1).finish("two")
        #expect(try await second == "two")
    }

    @Test func `nine people wait at most one service time longer for one who asks fifty times`() async throws {
        let alone = try await waits(crowd: 0)
        let crowded = try await waits(crowd: 50)
        for person in 0..<9 { #expect(crowded[person, default: 99] <= alone[person, default: 0] + 1) }
    }

    /// In which round of the five places each of nine people is served; a round is one service time.
    private func waits(crowd: Int) async throws -> [Int: Int] {
        let model = LiveModel("a")
        let gate = gate(concurrent: 5, perMinute: 100)
        let limited = Limited(model, gate)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            var asked = 0
            func ask(_ text: String, by speaker: String) async throws {
                group.addTask { _ = try await limited.text(Prompt(text, by: speaker)) }
                asked += 1
                try await until("\(asked) are there") { gate.load.waiting + gate.load.running == asked }
            }
            for index in 0..<crowd { try await ask("crowd \(index)", by: "crowd") }
            for person in 0..<9 { try await ask("\(person)", by: "person \(person)") }
            var rounds: [Int: Int] = [:]
            var (done, round) = (0, 0)
            while done < asked {
                let started = min(5, asked - done)
                try await until("the round has started") { model.replies.count == done + started }
                for reply in model.replies[done...] {
                    if let person = Int(reply.prompt.messages[0].text) { rounds[person] = round }
                    reply.finish("x")
                }
                done += started
                round += 1
                try await until("the round is over") { gate.load.waiting + gate.load.running == asked - done }
            }
            try await group.waitForAll()
            return rounds
        }
    }
}
