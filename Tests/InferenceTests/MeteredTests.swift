import TestSupport
import Testing

@testable import Inference

@Suite struct MeteredTests {
    private func metered(_ script: ScriptedLanguageModel.Script, price: ModelPrice? = nil) -> Metered {
        Metered(ScriptedLanguageModel(name: "p", script), price: price, clock: ManualClock())
    }

    @Test func `what the provider reports is kept`() async throws {
        let usage = Usage(promptTokens: 9, completionTokens: 4, model: "p")
        let parts = try await metered(.parts([.text("hi"), .usage(usage), .finish(.length)])).parts(Prompt("hi"))
        #expect(parts == [.text("hi"), .usage(usage), .finish(.length)])
    }

    @Test(
        arguments: [
            [.text("hello there"), .finish(.stop)],
            [.text("hello there"), .usage(Usage(promptTokens: 0, completionTokens: 0)), .finish(.stop)],
        ] as [[ReplyPart]])
    func `what it leaves out is estimated, and says so`(script: [ReplyPart]) async throws {
        let parts = try await metered(.parts(script)).parts(Prompt("a question of some words"))
        let usage = try #require(parts.usages.first)
        #expect(parts.count == 3)
        #expect(usage.isEstimate)
        #expect(usage.promptTokens == TokenEstimate.tokens(in: Prompt("a question of some words")))
        #expect(usage.completionTokens == TokenEstimate.tokens(in: "hello there"))
        #expect(parts.last == .finish(.stop))
    }

    @Test func `several reports are one, the last`() async throws {
        let parts = try await metered(
            .parts([
                .usage(Usage(promptTokens: 1, completionTokens: 0)), .text("x"),
                .usage(Usage(promptTokens: 1, completionTokens: 1)), .finish(.stop),
            ])
        ).parts(Prompt("hi"))
        #expect(parts == [.text("x"), .usage(Usage(promptTokens: 1, completionTokens: 1, model: "p")), .finish(.stop)])
    }

    @Test func `a price makes money of tokens, unless the provider named the cost`() async throws {
        let price = ModelPrice(prompt: 1_000_000, completion: 2_000_000)
        let usage = Usage(promptTokens: 3, completionTokens: 4, model: "p")
        let priced = try await metered(.parts([.text("x"), .usage(usage), .finish(.stop)]), price: price)
            .parts(Prompt("hi"))
        #expect(priced.usages.first?.microdollars == 11)
        var told = usage
        told.microdollars = 99
        let parts = try await metered(.parts([.text("x"), .usage(told), .finish(.stop)]), price: price)
            .parts(Prompt("hi"))
        #expect(parts.usages == [told])
    }

    @Test(arguments: [
        (Usage(promptTokens: .max, completionTokens: 1, microdollars: .max), 100_000_000, 1, 1_000_000_000_000),
        (Usage(promptTokens: 50, completionTokens: -1, microdollars: -1), 50, 0, 0),
        (Usage(promptTokens: .max, completionTokens: .max), 100_000_000, 100_000_000, 1_000_000_000_000),
    ])
    func `no number of a provider is beyond what a reply can be`(told: Usage, prompt: Int, completion: Int, money: Int)
        async throws
    {
        let price = ModelPrice(prompt: .max, completion: .max)
        let usages = try await metered(.parts([.usage(told), .text("x"), .finish(.stop)]), price: price)
            .parts(Prompt("hi")).usages
        #expect(
            usages == [Usage(promptTokens: prompt, completionTokens: completion, microdollars: money, model: "p")])
    }

    @Test func `a stream without a finish was cut off, and is paid for`() async {
        let outcome = await metered(.parts([.text("half a")])).outcome(Prompt("hi"))
        #expect(outcome.parts.first == .text("half a"))
        #expect(outcome.parts.usages.map(\.isEstimate) == [true])
        #expect(outcome.error as? InferenceError == .cutOff(provider: "p"))
    }

    @Test func `one that failed before it wrote anything costs nothing`() async {
        let outcome = await metered(.failure(.loading(provider: "p"))).outcome(Prompt("hi"))
        #expect(outcome.parts.isEmpty)
        #expect(outcome.error as? InferenceError == .loading(provider: "p"))
    }

    @Test func `a reported usage survives the error after it`() async {
        let usage = Usage(promptTokens: 9, completionTokens: 0, model: "p")
        let outcome = await metered(.partsThenFailure([.usage(usage)], .garbled(provider: "p", reason: "half JSON")))
            .outcome(Prompt("hi"))
        #expect(outcome.parts == [.usage(usage)])
        #expect(outcome.error as? InferenceError == .garbled(provider: "p", reason: "half JSON"))
    }

    private struct Surprise: Error {}

    @Test func `an error nobody expected is a broken connection`() async {
        let model = ScriptedLanguageModel(name: "p") { _ in throw Surprise() }
        let outcome = await Metered(model, clock: ManualClock()).outcome(Prompt("hi"))
        #expect(outcome.error as? InferenceError == .unreachable(provider: "p", reason: "Surprise"))
    }

    @Test func `after its end nothing more comes`() async throws {
        var iterator = try await metered(.parts([.finish(.stop), .text("late")])).reply(to: Prompt("hi"))
            .makeAsyncIterator()
        #expect(try await iterator.next(isolation: nil)?.isUsage == true)
        #expect(try await iterator.next(isolation: nil) == .finish(.stop))
        #expect(try await iterator.next(isolation: nil) == nil)
        #expect(try await iterator.next(isolation: nil) == nil)
    }

    @Test func `the connection is closed with the finish, before anybody pulls on`() async throws {
        let live = LiveModel()
        var iterator = try await Metered(live, clock: ManualClock()).reply(to: Prompt("hi")).makeAsyncIterator()
        let writing = Task { try await live.reply(0).finish("x") }
        while let part = try await iterator.next(isolation: nil), part != .finish(.stop) {}
        try await writing.value
        #expect(live.replies[0].isClosed)
    }

    @Test func `cancelled, it says what was used and then that it was cancelled`() async throws {
        let live = LiveModel()
        let metered = Metered(live, clock: ManualClock())
        let reading = Task { await metered.outcome(Prompt("hi")) }
        let reply = try await live.reply(0)
        reply.send(.text("one"))
        await settle()
        reading.cancel()
        let outcome = await reading.value
        #expect(outcome.parts.usages.count == 1)
        #expect(outcome.error is CancellationError)
    }
}

extension ReplyPart {
    fileprivate var isUsage: Bool { if case .usage = self { true } else { false } }
}
