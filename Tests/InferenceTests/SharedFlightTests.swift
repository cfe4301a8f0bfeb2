import Synchronization
import TestSupport
import Testing

@testable import Inference

@Suite struct FlightBoardTests {
    private static func key(_ text: String) -> PromptKey {
        guard let key = PromptKey(Prompt(text), model: "m") else { preconditionFailure("it may be reused") }
        return key
    }

    private let a = key("a")
    private let b = key("b")

    private func board(_ board: inout FlightBoard<Int>, _ key: PromptKey, at seconds: Int) -> String {
        switch board.board(key, now: .seconds(seconds), make: { $0 }) {
        case .start(let id): "start \(id)"
        case .join(let id): "join \(id)"
        case .alone: "alone"
        }
    }

    @Test func `the first starts, others join`() {
        var board = FlightBoard<Int>(capacity: 9, linger: .seconds(5))
        #expect(self.board(&board, a, at: 0) == "start 1")
        #expect(self.board(&board, a, at: 1) == "join 1")
        #expect(self.board(&board, b, at: 1) == "start 2")
    }

    @Test func `only the last one to leave ends the call`() {
        var board = FlightBoard<Int>(capacity: 9, linger: .seconds(5))
        _ = self.board(&board, a, at: 0)
        _ = self.board(&board, a, at: 0)
        #expect(board.leave(a, id: 1) == false)
        #expect(board.leave(a, id: 1) == true)
        #expect(self.board(&board, a, at: 0) == "start 2")
    }

    @Test func `late news of an earlier flight changes nothing`() {
        var board = FlightBoard<Int>(capacity: 9, linger: .seconds(5))
        _ = self.board(&board, a, at: 0)
        #expect(board.leave(a, id: 1) == true)
        _ = self.board(&board, a, at: 0)
        #expect(board.leave(a, id: 1) == false)
        board.land(a, id: 1, well: false, now: .zero)
        #expect(self.board(&board, a, at: 0) == "join 2")
    }

    @Test func `a reply that ended well lingers for its time`() {
        var board = FlightBoard<Int>(capacity: 9, linger: .seconds(5))
        _ = self.board(&board, a, at: 0)
        board.land(a, id: 1, well: true, now: .seconds(10))
        #expect(board.leave(a, id: 1) == false)
        #expect(self.board(&board, a, at: 14) == "join 1")
        #expect(self.board(&board, a, at: 15) == "start 2")
    }

    @Test func `told to forget, it starts anew what has ended, and leaves alone what has not`() {
        var board = FlightBoard<Int>(capacity: 9, linger: .seconds(5))
        _ = self.board(&board, a, at: 0)
        _ = self.board(&board, b, at: 0)
        board.land(a, id: 1, well: true, now: .zero)
        board.forgetLanded()
        #expect(self.board(&board, a, at: 1) == "start 3")
        #expect(self.board(&board, b, at: 1) == "join 2")
    }

    @Test func `one that ended badly is forgotten at once`() {
        var board = FlightBoard<Int>(capacity: 9, linger: .seconds(5))
        _ = self.board(&board, a, at: 0)
        board.land(a, id: 1, well: false, now: .zero)
        #expect(board.count == 0)
    }

    @Test func `a full board sends prompts alone until something is forgotten`() {
        var board = FlightBoard<Int>(capacity: 1, linger: .seconds(5))
        _ = self.board(&board, a, at: 0)
        #expect(self.board(&board, b, at: 0) == "alone")
        board.land(a, id: 1, well: true, now: .zero)
        #expect(self.board(&board, b, at: 4) == "alone")
        #expect(self.board(&board, b, at: 5) == "start 2")
    }
}

@Suite struct SharedFlightTests {
    private let clock = ManualClock()
    private let model = LiveModel()

    private func shared(flights: Int = 9, replyBytes: Int = 10_000) -> SharedFlight {
        SharedFlight(model, linger: .seconds(5), flights: flights, replyBytes: replyBytes, clock: clock)
    }

    @Test func `two that ask the same get one call and the same reply`() async throws {
        let shared = shared()
        async let first = shared.parts(Prompt("hi", by: "ann"))
        let reply = try await model.reply(0)
        reply.send(.text("Hel"))
        async let second = shared.parts(Prompt("hi", by: "bob"))
        reply.finish("lo")
        let (one, other) = try await (first, second)
        #expect(one == other)
        #expect(one.text == "Hello")
        #expect(model.replies.count == 1)
    }

    @Test func `nothing is asked before a part is pulled`() async throws {
        let shared = shared()
        _ = try await shared.reply(to: Prompt("hi"))
        await settle()
        #expect(shared.callsUnderWay == 0)
        #expect(model.replies.isEmpty)
    }

    @Test func `different prompts, audiences and private ones fly apart`() async throws {
        let shared = shared()
        let prompts = [
            Prompt("a"), Prompt("b"), Prompt("a", reuse: .within(audience: "others")), Prompt("c", reuse: .never),
            Prompt("c", reuse: .never),
        ]
        try await withThrowingTaskGroup(of: String.self) { group in
            for prompt in prompts { group.addTask { try await shared.text(prompt) } }
            for index in prompts.indices { try await model.reply(index).finish("x") }
            try await group.waitForAll()
        }
        #expect(model.replies.count == 5)
    }

    @Test func `who comes late gets the text so far and then the rest`() async throws {
        let shared = shared()
        let early = Listener(shared, Prompt("hi"))
        let reply = try await model.reply(0)
        reply.send(.text("one "), .text("two "))
        try await until("the first has heard two parts") { early.heard.count == 2 }
        let late = Listener(shared, Prompt("hi"))
        try await until("the second has caught up") { late.heard.count == 2 }
        reply.send(.text("three"))
        try await until("both hear more") { early.heard.count == 3 && late.heard.count == 3 }
        #expect(late.heard == early.heard)
        early.leave()
        late.leave()
    }

    @Test func `one that leaves disturbs nobody, whoever came first`() async throws {
        let shared = shared()
        let first = Listener(shared, Prompt("hi"))
        let reply = try await model.reply(0)
        let second = Listener(shared, Prompt("hi"))
        reply.send(.text("one"))
        try await until("both listen") { first.heard.count == 1 && second.heard.count == 1 }
        first.leave()
        await first.over()
        reply.finish("two")
        await second.over()
        #expect(second.heard.text == "onetwo")
        #expect(second.error == nil)
    }

    @Test func `when the last one leaves the call is cancelled`() async throws {
        let shared = shared()
        let listeners = [Listener(shared, Prompt("hi")), Listener(shared, Prompt("hi"))]
        let reply = try await model.reply(0)
        reply.send(.text("one"))
        try await until("both listen") { listeners.allSatisfy { $0.heard.count == 1 } }
        for listener in listeners { listener.leave() }
        try await until("the call is closed") { reply.isClosed && shared.callsUnderWay == 0 }
        let next = Listener(shared, Prompt("hi"))
        try await model.reply(1).finish("fresh")
        await next.over()
        #expect(next.heard.text == "fresh")
    }

    @Test func `a dropped stream leaves too`() async throws {
        let shared = shared()
        let started = Task {
            for try await _ in try await shared.reply(to: Prompt("hi")) { break }
        }
        let reply = try await model.reply(0)
        reply.send(.text("one"))
        try await started.value
        try await until("the call is closed") { reply.isClosed && shared.callsUnderWay == 0 }
    }

    @Test func `an error reaches everybody, after what was written`() async throws {
        let shared = shared()
        let listeners = [Listener(shared, Prompt("hi")), Listener(shared, Prompt("hi"))]
        let reply = try await model.reply(0)
        reply.send(.text("one"))
        try await until("both listen") { listeners.allSatisfy { $0.heard.count == 1 } }
        reply.fail(InferenceError.cutOff(provider: "live"))
        for listener in listeners {
            await listener.over()
            #expect(listener.heard == [.text("one")])
            #expect(listener.error as? InferenceError == .cutOff(provider: "live"))
        }
    }

    @Test func `a finished reply is served again for five seconds`() async throws {
        let shared = shared()
        let first = Listener(shared, Prompt("hi"))
        try await model.reply(0).finish("one")
        await first.over()
        clock.advance(by: .seconds(4))
        #expect(try await shared.parts(Prompt("hi")) == first.heard)
        clock.advance(by: .seconds(1))
        let later = Listener(shared, Prompt("hi"))
        try await model.reply(1).finish("two")
        await later.over()
        #expect(later.heard.text == "two")
    }

    @Test func `one that ended badly is not`() async throws {
        let shared = shared()
        let first = Listener(shared, Prompt("hi"))
        let reply = try await model.reply(0)
        reply.send(.text("cut off he"), .finish(.length))
        reply.cut()
        await first.over()
        let later = Listener(shared, Prompt("hi"))
        try await model.reply(1).finish("two")
        await later.over()
        #expect(later.heard.text == "two")
    }

    @Test func `another's empty purse is not mine`() async throws {
        let asked = Mutex(0)
        let gate = LiveModel()
        let model = ScriptedLanguageModel { prompt in
            asked.withLock { $0 += 1 }
            guard prompt.account.speaker == "ann" else { return .text("for bob") }
            _ = try await gate.text(prompt)  // refused only once both are there
            return .failure(.budgetSpent(scope: "you", resets: "tomorrow"))
        }
        let shared = SharedFlight(model, clock: clock)
        let ann = Listener(shared, Prompt("hi", by: "ann"))
        let refusal = try await gate.reply(0)
        let bob = Listener(shared, Prompt("hi", by: "bob"))
        try await until("bob listens") { bob.hasPulled }
        await settle()
        refusal.finish("go on")
        await ann.over()
        await bob.over()
        #expect(ann.error as? InferenceError == .budgetSpent(scope: "you", resets: "tomorrow"))
        #expect(bob.heard.text == "for bob")
    }

    @Test func `a reply of no end fails at its limit`() async throws {
        let shared = shared(replyBytes: 100)
        let listener = Listener(shared, Prompt("hi"))
        let reply = try await model.reply(0)
        for _ in 0..<4 { reply.send(.text("x")) }
        await listener.over()
        #expect(listener.error as? InferenceError == .tooLarge(provider: "live", limit: 100))
        #expect(reply.isClosed)
    }

    @Test func `beyond the limit prompts are asked alone`() async throws {
        let shared = shared(flights: 1)
        let one = Listener(shared, Prompt("a"))
        _ = try await model.reply(0)
        let other = Listener(shared, Prompt("b"))
        try await model.reply(1).finish("alone")
        await other.over()
        #expect(other.heard.text == "alone")
        #expect(shared.callsUnderWay == 1)
        one.leave()
    }

    @Test func `shutting down cancels and awaits every call`() async throws {
        let shared = shared()
        let listener = Listener(shared, Prompt("hi"))
        let reply = try await model.reply(0)
        await shared.shutdown()
        #expect(reply.isClosed)
        #expect(shared.callsUnderWay == 0)
        await listener.over()
        #expect(listener.error is CancellationError)
        let after = Listener(shared, Prompt("hi"))
        try await model.reply(1).finish("alone")
        await after.over()
        #expect(after.heard.text == "alone")
    }

    @Test(arguments: [21, 22, 23, 24, 25, 26] as [UInt64])
    func `whoever comes and goes, everybody who stays hears the same`(seed: UInt64) async throws {
        var random = SeededRandom(seed)
        let shared = shared()
        var staying = [Listener(shared, Prompt("hi"))]
        var leaving: [Listener] = []
        let reply = try await model.reply(0)
        var whole = ""
        for step in 0..<120 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: staying.append(Listener(shared, Prompt("hi")))
            case 1: leaving.append(Listener(shared, Prompt("hi")))
            case 2: leaving.randomElement(using: &random)?.leave()
            case 3: for _ in 0..<Int.random(in: 0..<20, using: &random) { await Task.yield() }
            default:
                whole += "\(step) "
                reply.send(.text("\(step) "))
            }
        }
        reply.finish("end")
        for listener in staying {
            await listener.over()
            #expect(listener.heard.text == whole + "end")
            #expect(listener.heard.usages.count == 1)
            #expect(listener.heard.finishes == [.stop])
        }
        for listener in leaving {
            listener.leave()
            await listener.over()
            #expect((whole + "end").hasPrefix(listener.heard.text))
        }
        #expect(model.replies.count == 1)
    }
}

/// Somebody who reads a reply in a task of their own.
private final class Listener: Sendable {
    private struct State {
        var heard: [ReplyPart] = []
        var error: (any Error)?
        var hasPulled = false
        var task: Task<Void, Never>?
    }

    private let state = Mutex(State())

    init(_ model: any LanguageModel, _ prompt: Prompt) {
        let task = Task {
            do {
                let stream = try await model.reply(to: prompt)
                state.withLock { $0.hasPulled = true }
                for try await part in stream { state.withLock { $0.heard.append(part) } }
            } catch {
                state.withLock { $0.error = error }
            }
        }
        state.withLock { $0.task = task }
    }

    var heard: [ReplyPart] { state.withLock { $0.heard } }
    var error: (any Error)? { state.withLock { $0.error } }
    var hasPulled: Bool { state.withLock { $0.hasPulled } }

    func leave() { state.withLock { $0.task }?.cancel() }
    func over() async { await state.withLock { $0.task }?.value }
}
