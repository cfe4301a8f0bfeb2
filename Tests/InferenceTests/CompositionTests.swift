import TestSupport
import Testing

@testable import Inference

/// The wrappers in the order in which the program puts them together.
@Suite struct CompositionTests {
    private let clock = ManualClock()
    private let ledger = InMemorySpendLedger()

    private func provider(_ model: any LanguageModel, _ gate: Gate? = nil) -> Limited {
        Limited(
            Metered(model, price: ModelPrice(prompt: 1_000_000, completion: 1_000_000), clock: clock),
            gate ?? Gate(provider: model.name, clock: clock))
    }

    private func compose(fast: [any LanguageModel], strong: [any LanguageModel]) -> (Cached, SharedFlight, Budgeted) {
        let routed = Routed(
            fast: Fallback(fast.map { provider($0) }, clock: clock),
            strong: Fallback(strong.map { provider($0) }, clock: clock))
        let budgeted = Budgeted(
            routed, ledger: ledger, limits: { BudgetLimits(everyone: .init(tokens: 100_000)) }, today: { "day" })
        let shared = SharedFlight(budgeted, clock: clock)
        return (Cached(shared, clock: clock), shared, budgeted)
    }

    @Test func `a reply ends with one usage and one finish, and is paid for once`() async throws {
        let model = ScriptedLanguageModel(.parts([.text("Hel"), .text("lo"), .finish(.stop)]))
        let (cached, shared, budgeted) = compose(fast: [model], strong: [model])
        for _ in 0..<3 {
            let parts = try await cached.parts(Prompt("hi"))
            #expect(parts.text == "Hello")
            #expect(parts.suffix(2).map { $0 == .finish(.stop) } == [false, true])
            #expect(parts.usages.count == 1)
        }
        await budgeted.settled()
        await shared.shutdown()
        #expect(model.prompts.count == 1)
        let used = try #require(try await cached.parts(Prompt("hi")).usages.first)
        #expect(
            try await ledger.spent(.everyone, day: "day")
                == Spend(tokens: used.totalTokens, microdollars: used.totalTokens))
    }

    @Test func `what a failed provider used is paid for too`() async throws {
        let silent = ScriptedLanguageModel(
            .parts([.usage(Usage(promptTokens: 40, completionTokens: 0)), .finish(.stop)]))
        let good = ScriptedLanguageModel(
            name: "good", .parts([.text("x"), .usage(Usage(promptTokens: 10, completionTokens: 5)), .finish(.stop)]))
        let (cached, _, budgeted) = compose(fast: [silent, good], strong: [good])
        let parts = try await cached.parts(Prompt("hi", reuse: .never))
        await budgeted.settled()
        #expect(parts.usages == [Usage(promptTokens: 50, completionTokens: 5, microdollars: 55, model: "good")])
        #expect(try await ledger.spent(.speaker("ann"), day: "day") == Spend(tokens: 55, microdollars: 55))
    }

    @Test func `what runs here costs nothing, whatever the dearest model would`() async throws {
        let own = ScriptedLanguageModel(
            .parts([.text("x"), .usage(Usage(promptTokens: 10, completionTokens: 5)), .finish(.stop)]))
        let budgeted = Budgeted(
            Fallback([Metered(own, price: .free, clock: clock)], clock: clock), ledger: ledger,
            limits: { BudgetLimits(everyone: .init(microdollars: 1)) },
            dearest: .free.joined(with: ModelPrice(prompt: 9_000_000, completion: 0))
                .joined(with: ModelPrice(prompt: 0, completion: 9_000_000)),
            today: { "day" })
        for _ in 0..<3 { #expect(try await budgeted.text(Prompt("hi")) == "x") }
        #expect(try await ledger.spent(.everyone, day: "day") == Spend(tokens: 45))
    }

    @Test func `dropping the outermost stream frees everything inside`() async throws {
        let live = LiveModel()
        let gate = Gate(provider: "live", clock: clock)
        let limited = provider(live, gate)
        let routed = Routed(fast: Fallback([limited], clock: clock), strong: Fallback([limited], clock: clock))
        let budgeted = Budgeted(
            routed, ledger: ledger, limits: { BudgetLimits(everyone: .init(tokens: 100_000)) }, today: { "day" })
        let shared = SharedFlight(budgeted, clock: clock)
        let cached = Cached(shared, clock: clock)
        for reuse in [Prompt.Reuse.never, .within(audience: "all")] {
            let count = live.replies.count
            let reading = Task {
                for try await _ in try await cached.reply(to: Prompt("hi", reuse: reuse)) { break }
            }
            let reply = try await live.reply(count)
            reply.send(.text("one"))
            try await reading.value
            try await until("all is free") { reply.isClosed && gate.load == (0, 0) && shared.callsUnderWay == 0 }
            await budgeted.settled()
            #expect(ledger.open == 0)
        }
    }
}
