import TestSupport
import Testing

@testable import Inference

@Suite struct FallbackTests {
    private let clock = ManualClock()

    private func fallback(_ models: any LanguageModel..., inARow: Int = 5) -> Fallback {
        var rules = CircuitBreaker.Rules()
        rules.inARow = inARow
        return Fallback(models, breaker: rules, clock: clock)
    }

    private static let usage = Usage(promptTokens: 7, completionTokens: 2, microdollars: 5)
    private static let good: ScriptedLanguageModel.Script = .parts([
        .text("fine"), .usage(usage), .finish(.stop),
    ])

    @Test func `the first that answers is the only one asked`() async throws {
        let second = ScriptedLanguageModel(Self.good)
        let fallback = fallback(ScriptedLanguageModel(.text("hello")), second)
        #expect(try await fallback.text(Prompt("hi")) == "hello")
        #expect(second.prompts.isEmpty)
    }

    @Test(
        arguments: [
            .unreachable(provider: "a", reason: "refused"), .loading(provider: "a"),
            .overloaded(provider: "a", retryAfter: nil), .failed(provider: "a", status: 408, reason: ""),
            .failed(provider: "a", status: 503, reason: ""), .timedOut(provider: "a", wait: "first token"),
            .garbled(provider: "a", reason: "HTML"), .cutOff(provider: "a"), .empty(provider: "a"),
            .refused(provider: "a", status: 401, reason: "key"), .busy(provider: "a", reason: "full"),
            .tooLarge(provider: "a", limit: 1), .noModel(reason: ""),
        ] as [InferenceError])
    func `an error before the answer is passed by`(error: InferenceError) async throws {
        let fallback = fallback(ScriptedLanguageModel(.failure(error)), ScriptedLanguageModel(Self.good))
        #expect(try await fallback.parts(Prompt("hi")) == [.text("fine"), .usage(Self.usage), .finish(.stop)])
        #expect(fallback.standings.map(\.failed) == [1, 0])
        #expect(fallback.standings[0].lastError == error)
    }

    @Test func `an empty purse is the asker's, not the provider's`() async {
        let second = ScriptedLanguageModel(Self.good)
        let spent = InferenceError.budgetSpent(scope: "you", resets: "tomorrow")
        let outcome = await fallback(ScriptedLanguageModel(.failure(spent)), second).outcome(Prompt("hi"))
        #expect(outcome.error as? InferenceError == spent)
        #expect(second.prompts.isEmpty)
    }

    @Test(
        arguments: [
            [.usage(Self.usage), .finish(.stop)],
            [.text(" "), .text("\n"), .usage(Self.usage), .finish(.stop)],
            [.reasoning("hm"), .usage(Self.usage), .finish(.length)],
            [.usage(Self.usage), .finish(.filtered)],
        ] as [[ReplyPart]])
    func `a reply that says nothing is passed by, and paid for`(parts: [ReplyPart]) async throws {
        let fallback = fallback(ScriptedLanguageModel(.parts(parts)), ScriptedLanguageModel(Self.good))
        let reply = try await fallback.parts(Prompt("hi"))
        #expect(reply.text == "fine")
        #expect(reply.usages == [Usage(promptTokens: 14, completionTokens: 4, microdollars: 10)])
        #expect(reply.finishes == [.stop])
    }

    @Test func `white space before the first word is kept`() async throws {
        let script: ScriptedLanguageModel.Script = .parts([.text("\n"), .text("ok"), .finish(.stop)])
        #expect(try await fallback(ScriptedLanguageModel(script)).text(Prompt("hi")) == "\nok")
    }

    @Test func `after a word was passed on nobody else is asked`() async {
        let second = ScriptedLanguageModel(Self.good)
        let broken = ScriptedLanguageModel(
            .partsThenFailure([.text("Once"), .usage(Self.usage)], .cutOff(provider: "a")))
        let outcome = await fallback(broken, second).outcome(Prompt("hi"))
        #expect(outcome.parts == [.text("Once"), .usage(Self.usage)])
        #expect(outcome.error as? InferenceError == .cutOff(provider: "a"))
        #expect(second.prompts.isEmpty)
    }

    @Test func `nor after a tool call was`() async {
        let second = ScriptedLanguageModel(Self.good)
        let call = ReplyPart.toolCall(ToolCall(id: "1", name: "t", arguments: "{}"))
        let broken = ScriptedLanguageModel(.partsThenFailure([call], .cutOff(provider: "a")))
        let outcome = await fallback(broken, second).outcome(Prompt("hi"))
        #expect(outcome.parts == [call])
        #expect(second.prompts.isEmpty)
    }

    @Test func `a stream without a finish was cut off`() async throws {
        let fallback = fallback(ScriptedLanguageModel(.parts([])), ScriptedLanguageModel(Self.good))
        #expect(try await fallback.text(Prompt("hi")) == "fine")
        let cut = self.fallback(ScriptedLanguageModel(name: "a", .parts([.text("On")])))
        #expect(await cut.outcome(Prompt("hi")).error as? InferenceError == .cutOff(provider: "a"))
    }

    @Test func `of all failures the most useful one is told, and what was used is paid for`() async {
        let models: [any LanguageModel] = [
            ScriptedLanguageModel(.partsThenFailure([.usage(Self.usage)], .cutOff(provider: "a"))),
            ScriptedLanguageModel(.failure(.refused(provider: "b", status: 401, reason: "wrong key"))),
            ScriptedLanguageModel(.failure(.unreachable(provider: "c", reason: ""))),
        ]
        let outcome = await Fallback(models, clock: clock).outcome(Prompt("hi"))
        #expect(outcome.error as? InferenceError == .refused(provider: "b", status: 401, reason: "wrong key"))
        #expect(outcome.parts == [.usage(Self.usage)])
    }

    @Test func `among equal failures the first one's is told`() async {
        let models = ["a", "b"].map { ScriptedLanguageModel(.failure(.unreachable(provider: $0, reason: ""))) }
        let outcome = await Fallback(models, clock: clock).outcome(Prompt("hi"))
        #expect(outcome.error as? InferenceError == .unreachable(provider: "a", reason: ""))
    }

    @Test func `without any model it says so`() async {
        let outcome = await Fallback([], clock: clock).outcome(Prompt("hi"))
        #expect(outcome.error as? InferenceError == .noModel(reason: "no language model is configured"))
    }

    @Test func `the named model is the first provider's`() async throws {
        let models = [ScriptedLanguageModel(.failure(.empty(provider: "a"))), ScriptedLanguageModel(Self.good)]
        var prompt = Prompt("hi")
        prompt.model = "llama"
        _ = try await Fallback(models, clock: clock).parts(prompt)
        #expect(models[0].prompts[0].model == "llama")
        #expect(models[1].prompts[0].model == nil)
    }

    @Test func `the next one gets what it can take`() async throws {
        let small = ScriptedLanguageModel(name: "small", traits: ModelTraits(contextTokens: 2048)) { _ in .text("x") }
        let first = ScriptedLanguageModel(.failure(.empty(provider: "a")))
        var prompt = Prompt("look")
        prompt.messages[0].images = [Prompt.Image(mediaType: "image/png", bytes: [1])]
        prompt.tools = [ToolDescription(name: "t", summary: "", parameters: [:])]
        _ = try await fallback(first, small).parts(prompt)
        #expect(first.prompts == [prompt])
        #expect(small.prompts.map(\.tools) == [[]])
        #expect(small.prompts[0].messages[0].images.isEmpty)
    }

    // MARK: Time

    @Test func `it may take its time`() async throws {
        let slow = LiveModel("slow")
        let fallback = fallback(slow, ScriptedLanguageModel(Self.good))
        async let text = fallback.text(Prompt("hi"))
        let reply = try await slow.reply(0)
        clock.advance(by: .seconds(3600))
        reply.finish("I think")
        #expect(try await text == "I think")
    }

    @Test func `waiting in our own queue takes nothing of the provider's time`() async throws {
        let slow = LiveModel("slow")
        let gate = Gate(provider: "slow", concurrent: 1, clock: clock)
        let limited = Limited(slow, gate)
        let fallback = fallback(limited, ScriptedLanguageModel(Self.good), inARow: 1)
        let running = Task { try await limited.text(Prompt("1")) }
        let first = try await slow.reply(0)
        async let text = fallback.text(Prompt("2"))
        try await until("it waits in the queue") { gate.load == (1, 1) }
        clock.advance(by: .seconds(59))
        first.finish("one")
        let second = try await slow.reply(1)
        clock.advance(by: .seconds(59))
        second.finish("two")
        #expect(try await text == "two")
        #expect(fallback.standings[0].failed == 0)
        _ = try await running.value
    }

    @Test func `a queue that takes too long is not the provider's fault`() async throws {
        let slow = LiveModel("slow")
        let gate = Gate(provider: "slow", concurrent: 1, clock: clock)
        let limited = Limited(slow, gate)
        let fallback = fallback(limited, ScriptedLanguageModel(Self.good), inARow: 1)
        let running = Task { try await limited.text(Prompt("1")) }
        _ = try await slow.reply(0)
        async let text = fallback.text(Prompt("2"))
        try await until("it waits in the queue") { clock.sleepers == 1 }
        clock.advance(by: .seconds(60))
        #expect(try await text == "fine")
        #expect(fallback.standings[0].state == .closed)
        #expect(fallback.standings[0].lastError == .busy(provider: "slow", reason: "no turn within 60 seconds"))
        running.cancel()
    }

    @Test func `cancelling it ends the call under way and blames nobody`() async throws {
        let slow = LiveModel("slow")
        let fallback = fallback(slow, inARow: 1)
        let asking = Task { try await fallback.text(Prompt("hi")) }
        let reply = try await slow.reply(0)
        asking.cancel()
        await #expect(throws: CancellationError.self) { try await asking.value }
        #expect(reply.isClosed)
        #expect(clock.sleepers == 0)
        #expect(fallback.standings[0].state == .closed)
        #expect(fallback.standings[0].failed == 0)
    }

    @Test func `a dropped reply ends its call`() async throws {
        let live = LiveModel("live")
        let fallback = fallback(live)
        let reading = Task { for try await _ in try await fallback.reply(to: Prompt("hi")) { break } }
        let reply = try await live.reply(0)
        reply.send(.text("one"))
        try await reading.value
        #expect(reply.isClosed)
    }

    // MARK: The breaker

    @Test func `one that keeps failing is spared until it has cooled down`() async throws {
        let broken = ScriptedLanguageModel(
            .failure(.failed(provider: "a", status: 500, reason: "")),
            .failure(.failed(provider: "a", status: 500, reason: "")), .text("back"))
        let fallback = fallback(broken, ScriptedLanguageModel(Self.good), inARow: 2)
        for _ in 0..<4 { #expect(try await fallback.text(Prompt("hi")) == "fine") }
        #expect(broken.prompts.count == 2)
        #expect(fallback.standings[0].state == .open)
        #expect(fallback.standings[0].spared == 2)
        clock.advance(by: .seconds(5))
        #expect(try await fallback.text(Prompt("hi")) == "back")
        #expect(fallback.standings[0].state == .closed)
    }

    @Test func `when all are spared the reason is the last one known`() async {
        let error = InferenceError.failed(provider: "a", status: 500, reason: "")
        let fallback = fallback(ScriptedLanguageModel(.failure(error)), inARow: 1)
        _ = await fallback.outcome(Prompt("hi"))
        #expect(await fallback.outcome(Prompt("hi")).error as? InferenceError == error)
        #expect(fallback.standings[0].asked == 1)
    }

    @Test(
        arguments: [
            .refused(provider: "a", status: 404, reason: ""), .loading(provider: "a"), .busy(provider: "a", reason: ""),
            .empty(provider: "a"),
        ] as [InferenceError])
    func `what is not its fault does not open it`(error: InferenceError) async throws {
        let fallback = fallback(ScriptedLanguageModel(.failure(error)), ScriptedLanguageModel(Self.good), inARow: 1)
        _ = try await fallback.text(Prompt("hi"))
        #expect(fallback.standings[0].state == .closed)
    }

    @Test func `failing in the middle counts, and a probe that is dropped after a word is a success`() async throws {
        let live = LiveModel("live")
        let fallback = fallback(live, inARow: 1)
        async let first = fallback.outcome(Prompt("hi"))
        let reply = try await live.reply(0)
        reply.send(.text("one"))
        reply.fail(InferenceError.cutOff(provider: "live"))
        _ = await first
        #expect(fallback.standings[0].state == .open)
        clock.advance(by: .seconds(5))
        let reading = Task { for try await _ in try await fallback.reply(to: Prompt("hi")) { break } }
        try await live.reply(1).send(.text("one"))
        try await reading.value
        #expect(fallback.standings[0].state == .closed)
    }

    @Test func `a probe that speaks lets the others in before it has ended`() async throws {
        let live = LiveModel("live")
        let fallback = fallback(live, inARow: 1)
        async let first = fallback.outcome(Prompt("hi"))
        try await live.reply(0).fail(InferenceError.cutOff(provider: "live"))
        _ = await first
        clock.advance(by: .seconds(5))
        async let probe = fallback.text(Prompt("long"))
        try await live.reply(1).send(.text("Once "))
        try await until("it is heard") { fallback.standings[0].state == .closed }
        async let other = fallback.text(Prompt("short"))
        try await live.reply(2).finish("yes")
        #expect(try await other == "yes")
        try await live.reply(1).finish("upon a time")
        #expect(try await probe == "Once upon a time")
        #expect(fallback.standings[0].state == .closed)
    }

    @Test func `prompts are built for the model that would be asked`() async {
        let big = ScriptedLanguageModel(name: "big", traits: ModelTraits(contextTokens: 9000)) { _ in
            .failure(.unreachable(provider: "big", reason: ""))
        }
        let small = ScriptedLanguageModel(name: "small", traits: ModelTraits(contextTokens: 2000)) { _ in .text("x") }
        let fallback = fallback(big, small, inARow: 1)
        #expect(await fallback.traits.contextTokens == 9000)
        _ = await fallback.outcome(Prompt("hi"))
        #expect(await fallback.traits.contextTokens == 2000)
        #expect(fallback.name == "big")
    }
}
