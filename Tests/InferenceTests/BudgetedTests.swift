import Synchronization
import TestSupport
import Testing

@testable import Inference

@Suite struct BudgetedTests {
    private let ledger = InMemorySpendLedger()

    private func budgeted(
        _ model: any LanguageModel, _ limits: BudgetLimits = .none, dearest: ModelPrice = .free,
        ledger: (any SpendLedger)? = nil, day: @escaping @Sendable () -> String = { "2025-03-01" }
    ) -> Budgeted {
        Budgeted(
            model, ledger: ledger ?? self.ledger, limits: { limits }, dearest: dearest, replyTokens: 100, today: day,
            resets: "at midnight")
    }

    private func spent(_ scope: SpendScope = .everyone, day: String = "2025-03-01") async throws -> Spend {
        try await ledger.spent(scope, day: day)
    }

    private static func using(_ prompt: Int, _ completion: Int, microdollars: Int? = nil)
        -> ScriptedLanguageModel.Script
    {
        let usage = Usage(promptTokens: prompt, completionTokens: completion, microdollars: microdollars)
        return .parts([.text("x"), .usage(usage), .finish(.stop)])
    }

    @Test func `what a reply used is booked on the speaker, the place and everyone`() async throws {
        let budgeted = budgeted(
            ScriptedLanguageModel(Self.using(30, 12, microdollars: 5)), .init(everyone: .init(tokens: 1000)))
        _ = try await budgeted.parts(Prompt("hi"))
        for scope in [.speaker("ann"), .place("room"), .everyone] as [SpendScope] {
            #expect(try await spent(scope) == Spend(tokens: 42, microdollars: 5))
        }
        #expect(ledger.open == 0)
    }

    @Test func `where nothing is limited it is booked too`() async throws {
        let budgeted = budgeted(ScriptedLanguageModel(Self.using(30, 12)))
        _ = try await budgeted.parts(Prompt("hi"))
        await budgeted.settled()
        #expect(try await spent(.speaker("ann")) == Spend(tokens: 42))
        #expect(ledger.open == 0)
    }

    /// Remembers each time that it was given something to record.
    private final class CountingLedger: SpendLedger {
        private let given = Mutex<[[SpendScope: Spend]]>([])
        var records: [[SpendScope: Spend]] { given.withLock { $0 } }

        func reserve(_ amount: Spend, within limits: [SpendLimit], day: String) async throws -> Reservation {
            .refused(.everyone)
        }
        func settle(_ reservation: ReservationID, actual: Spend) async throws {}
        func spent(_ scope: SpendScope, day: String) async throws -> Spend { .zero }
        func record(_ spent: [SpendScope: Spend], day: String) async throws { given.withLock { $0.append(spent) } }
    }

    @Test func `what nobody limits is written down once a second`() async throws {
        let (ledger, clock) = (CountingLedger(), ManualClock())
        let budgeted = Budgeted(
            ScriptedLanguageModel(Self.using(30, 12)), ledger: ledger, limits: { .none }, today: { "2025-03-01" },
            clock: clock)
        for question in ["one", "two", "three"] { _ = try await budgeted.parts(Prompt(question)) }
        #expect(ledger.records.isEmpty)
        try await until("the second is waited for") { clock.sleepers == 1 }
        clock.advance(by: .seconds(1))
        try await until("it is written") { !ledger.records.isEmpty }
        #expect(ledger.records.count == 1)
        #expect(ledger.records.first?[.everyone] == Spend(tokens: 126))
    }

    @Test func `where too many speak in one second, everyone's sum is still whole`() async throws {
        let (ledger, clock) = (CountingLedger(), ManualClock())
        let budgeted = Budgeted(
            ScriptedLanguageModel(Self.using(1, 1)), ledger: ledger, limits: { .none }, today: { "2025-03-01" },
            clock: clock)
        for number in 0..<10_100 { _ = try await budgeted.parts(Prompt("hi", by: "\(number)")) }
        await budgeted.settled()
        let sums = try #require(ledger.records.first)
        #expect(sums[.everyone] == Spend(tokens: 20_200))
        #expect(sums.count <= 10_002)
        #expect(sums[.speaker("0")] == Spend(tokens: 2))
        #expect(sums[.speaker("10099")] == nil)
    }

    @Test(
        arguments: [
            (.init(speaker: .init(tokens: 42)), "you"), (.init(place: .init(tokens: 42)), "this place"),
            (.init(everyone: .init(microdollars: 5)), "everyone"),
        ] as [(BudgetLimits, String)])
    func `who has spent it all is told so, and no model is asked`(limits: BudgetLimits, scope: String) async throws {
        let model = ScriptedLanguageModel(Self.using(30, 12, microdollars: 5))
        let budgeted = budgeted(model, limits)
        _ = try await budgeted.parts(Prompt("hi"))
        let outcome = await budgeted.outcome(Prompt("hi"))
        #expect(outcome.error as? InferenceError == .budgetSpent(scope: scope, resets: "at midnight"))
        #expect(model.prompts.count == 1)
    }

    @Test func `another speaker, and another day, has a budget of its own`() async throws {
        let day = Mutex("2025-03-01")
        let budgeted = budgeted(
            ScriptedLanguageModel(Self.using(30, 12)), .init(speaker: .init(tokens: 10)), day: { day.withLock { $0 } })
        _ = try await budgeted.parts(Prompt("hi", by: "ann"))
        _ = try await budgeted.parts(Prompt("hi", by: "bob"))
        #expect(await budgeted.outcome(Prompt("hi", by: "ann")).error != nil)
        day.withLock { $0 = "2025-03-02" }
        _ = try await budgeted.parts(Prompt("hi", by: "ann"))
    }

    @Test func `a call over midnight is booked on the day it was made`() async throws {
        let day = Mutex("2025-03-01")
        let live = LiveModel()
        let budgeted = budgeted(live, .init(speaker: .init(tokens: 10)), day: { day.withLock { $0 } })
        async let text = budgeted.text(Prompt("hi"))
        let reply = try await live.reply(0)
        day.withLock { $0 = "2025-03-02" }
        reply.finish("x")
        _ = try await text
        #expect(try await spent() == Spend(tokens: 15))
        #expect(try await spent(day: "2025-03-02") == .zero)
    }

    @Test func `the program's own calls only stand under everyone's limit`() async throws {
        let limits = BudgetLimits(speaker: .init(tokens: 0), place: .init(tokens: 0), everyone: .init(tokens: 50))
        let budgeted = budgeted(ScriptedLanguageModel(Self.using(30, 30)), limits)
        let prompt = Prompt(messages: [Prompt.Message(.user, "Sum this up")])
        _ = try await budgeted.parts(prompt)
        #expect(
            await budgeted.outcome(prompt).error as? InferenceError
                == .budgetSpent(scope: "everyone", resets: "at midnight"))
    }

    @Test func `a prompt without a token limit gets one, so that the reservation holds`() async throws {
        let model = ScriptedLanguageModel(Self.using(1, 1))
        _ = try await budgeted(model, .init(everyone: .init(tokens: 1000))).parts(Prompt("hi"))
        #expect(model.prompts[0].sampling.maxTokens == 100)
        let free = ScriptedLanguageModel(Self.using(1, 1))
        _ = try await budgeted(free).parts(Prompt("hi"))
        #expect(free.prompts[0].sampling.maxTokens == nil)
    }

    @Test func `while a call runs the most it may cost is taken`() async throws {
        let live = LiveModel()
        let price = ModelPrice(prompt: 1_000_000, completion: 3_000_000)
        let budgeted = budgeted(live, .init(everyone: .init(tokens: 1000)), dearest: price)
        async let text = budgeted.text(Prompt("hi"))
        let reply = try await live.reply(0)
        let prompt = TokenEstimate.most(in: Prompt("hi"))
        #expect(try await spent() == Spend(tokens: prompt + 100, microdollars: prompt + 300))
        reply.finish("x")
        _ = try await text
        #expect(try await spent() == Spend(tokens: 15, microdollars: 10 + 15))
    }

    // MARK: What goes wrong

    @Test func `a call that failed before it began costs nothing`() async throws {
        let limits = BudgetLimits(everyone: .init(tokens: 1000))
        let failing = ScriptedLanguageModel(.failure(.unreachable(provider: "p", reason: "")))
        let budgeted = budgeted(failing, limits)
        _ = await budgeted.outcome(Prompt("hi"))
        await budgeted.settled()
        #expect(try await spent() == .zero)
        #expect(ledger.open == 0)
    }

    @Test func `one that failed later costs what it used`() async throws {
        let usage = Usage(promptTokens: 8, completionTokens: 1)
        let failing = ScriptedLanguageModel(
            .partsThenFailure([.text("x"), .usage(usage)], .cutOff(provider: "p")))
        let budgeted = budgeted(failing, .init(everyone: .init(tokens: 1000)))
        _ = await budgeted.outcome(Prompt("hi"))
        await budgeted.settled()
        #expect(try await spent() == Spend(tokens: 9))
    }

    @Test(arguments: [BudgetLimits.none, BudgetLimits(everyone: .init(tokens: 1000))])
    func `a cancelled call costs what it wrote, by estimate`(limits: BudgetLimits) async throws {
        let live = LiveModel()
        let budgeted = budgeted(live, limits)
        let reading = Task { await budgeted.outcome(Prompt("hi")) }
        try await live.reply(0).send(.text("some words"))
        await settle()
        reading.cancel()
        let outcome = await reading.value
        #expect(outcome.error is CancellationError)
        await budgeted.settled()
        let expected = TokenEstimate.tokens(in: Prompt("hi")) + TokenEstimate.tokens(in: outcome.parts.text)
        #expect(try await spent() == Spend(tokens: expected))
        #expect(ledger.open == 0)
    }

    @Test func `so does a dropped one`() async throws {
        let live = LiveModel()
        let budgeted = budgeted(live, .init(everyone: .init(tokens: 1000)))
        let reading = Task { for try await _ in try await budgeted.reply(to: Prompt("hi")) { break } }
        try await live.reply(0).send(.text("one"))
        try await reading.value
        await budgeted.settled()
        #expect(try await spent() == Spend(tokens: TokenEstimate.tokens(in: Prompt("hi")) + 1))
        #expect(ledger.open == 0)
    }

    @Test(arguments: [BudgetLimits.none, BudgetLimits(everyone: .init(tokens: 1000))])
    func `a stream that is never pulled costs nothing`(limits: BudgetLimits) async throws {
        let budgeted = budgeted(LiveModel(), limits)
        var stream: ReplyStream? = try await budgeted.reply(to: Prompt("hi"))
        var iterator = stream?.makeAsyncIterator()
        #expect(iterator != nil)
        (stream, iterator) = (nil, nil)
        await budgeted.settled()
        #expect(try await spent() == .zero)
    }

    /// A ledger whose disk is full.
    private struct BrokenLedger: SpendLedger {
        struct DiskFull: Error {}
        func reserve(_ amount: Spend, within limits: [SpendLimit], day: String) async throws -> Reservation {
            throw DiskFull()
        }
        func settle(_ reservation: ReservationID, actual: Spend) async throws { throw DiskFull() }
        func spent(_ scope: SpendScope, day: String) async throws -> Spend { throw DiskFull() }
    }

    @Test func `with limits and no ledger nobody spends, without limits everybody talks`() async throws {
        let model = ScriptedLanguageModel(Self.using(1, 1))
        let limited = budgeted(model, .init(everyone: .init(tokens: 9)), ledger: BrokenLedger())
        let error = await limited.outcome(Prompt("hi")).error as? InferenceError
        #expect(error?.kind == "busy")
        #expect(model.prompts.isEmpty)
        let free = budgeted(model, ledger: BrokenLedger())
        #expect(try await free.text(Prompt("hi")) == "x")
        await free.settled()
    }

    /// Its first settling fails, as when the task was cancelled under it.
    private final class HastyLedger: SpendLedger {
        let inner: InMemorySpendLedger
        private let failures = Mutex(1)

        init(_ inner: InMemorySpendLedger) { self.inner = inner }

        func reserve(_ amount: Spend, within limits: [SpendLimit], day: String) async throws -> Reservation {
            try await inner.reserve(amount, within: limits, day: day)
        }
        func settle(_ reservation: ReservationID, actual: Spend) async throws {
            let fails = failures.withLock { failures in
                failures -= 1
                return failures >= 0
            }
            if fails { throw CancellationError() }
            try await inner.settle(reservation, actual: actual)
        }
        func spent(_ scope: SpendScope, day: String) async throws -> Spend { try await inner.spent(scope, day: day) }
    }

    @Test func `a settling that failed is tried again`() async throws {
        let budgeted = budgeted(
            ScriptedLanguageModel(Self.using(1, 1)), .init(everyone: .init(tokens: 9)), ledger: HastyLedger(ledger))
        _ = try await budgeted.parts(Prompt("hi"))
        await budgeted.settled()
        #expect(try await spent() == Spend(tokens: 2))
        #expect(ledger.open == 0)
    }

    // MARK: Many at once

    @Test func `a thousand calls at once overspend by one call at most`() async throws {
        let cap = 5_000
        let budgeted = budgeted(ScriptedLanguageModel(Self.using(20, 100)), .init(speaker: .init(tokens: cap)))
        let served = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<1_000 {
                group.addTask { await budgeted.outcome(Prompt("question \(index)")).error == nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        await budgeted.settled()
        let total = try await spent(.speaker("ann")).tokens
        #expect(total == served * 120)
        #expect(total > cap - 200)
        #expect(total <= cap + 120)
        #expect(ledger.open == 0)
    }
}

@Suite struct InMemorySpendLedgerTests {
    @Test func `all limits are charged, or none`() async throws {
        let ledger = InMemorySpendLedger()
        let limits = [SpendLimit(.speaker("ann"), tokens: 100), SpendLimit(.everyone, tokens: 10)]
        #expect(
            try await ledger.reserve(Spend(tokens: 20), within: limits, day: "d")
                == .granted(ReservationID(rawValue: 1)))
        #expect(try await ledger.reserve(Spend(tokens: 1), within: limits, day: "d") == .refused(.everyone))
        #expect(try await ledger.spent(.speaker("ann"), day: "d") == Spend(tokens: 20))
    }

    @Test func `settling twice counts once`() async throws {
        let ledger = InMemorySpendLedger()
        guard
            case .granted(let id) = try await ledger.reserve(
                Spend(tokens: 9), within: [SpendLimit(.everyone)], day: "d")
        else { return #expect(Bool(false), "nothing is limited") }
        try await ledger.settle(id, actual: Spend(tokens: 4, microdollars: 2))
        try await ledger.settle(id, actual: Spend(tokens: 4, microdollars: 2))
        #expect(try await ledger.spent(.everyone, day: "d") == Spend(tokens: 4, microdollars: 2))
    }

    @Test func `a limit of nothing refuses the first call`() async throws {
        let ledger = InMemorySpendLedger()
        #expect(
            try await ledger.reserve(Spend(tokens: 1), within: [SpendLimit(.everyone, microdollars: 0)], day: "d")
                == .refused(.everyone))
    }

    @Test func `only the last days are kept`() async throws {
        let ledger = InMemorySpendLedger()
        for day in 1...9 {
            _ = try await ledger.reserve(Spend(tokens: 1), within: [SpendLimit(.everyone)], day: "2025-03-0\(day)")
        }
        #expect(try await ledger.spent(.everyone, day: "2025-03-01") == .zero)
        #expect(try await ledger.spent(.everyone, day: "2025-03-02") == Spend(tokens: 1))
    }
}

@Suite struct ModelPriceTests {
    @Test(arguments: [(0, 0, 0), (1, 0, 1), (1_000_000, 1_000_000, 750_000), (10, 3, 4)])
    func `a started microdollar is a whole one`(prompt: Int, completion: Int, microdollars: Int) {
        let price = ModelPrice(prompt: 150_000, completion: 600_000)
        #expect(price.microdollars(for: Usage(promptTokens: prompt, completionTokens: completion)) == microdollars)
    }

    @Test func `senseless numbers neither trap nor earn money`() {
        let price = ModelPrice(prompt: .max, completion: -1)
        #expect(price.microdollars(for: Usage(promptTokens: .max, completionTokens: .max)) > 0)
        #expect(price.microdollars(for: Usage(promptTokens: -5, completionTokens: -5)) == 0)
        let usage = Usage(promptTokens: .max, completionTokens: .max)
        #expect(usage.totalTokens == .max)
        #expect((usage + usage).promptTokens == .max)
        #expect(
            (Usage(promptTokens: 1, completionTokens: 1) + Usage(promptTokens: 1, completionTokens: 1, microdollars: 2))
                .microdollars == 2)
    }
}
