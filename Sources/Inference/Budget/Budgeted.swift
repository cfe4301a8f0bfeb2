import Logging

/// Lets nobody spend more than a day's budget.
///
/// Before a call it reserves the most the call may cost, in tokens and money;
/// afterwards it settles for what the reply says it used: also when the reply
/// failed, was cancelled or was dropped, and then by estimate where nobody said.
/// A prompt without a token limit gets `replyTokens` as its limit, so that the
/// reservation holds. Where nothing is limited nothing is reserved, and what was
/// spent is written down behind the reply's back.
package final class Budgeted: LanguageModel {
    fileprivate struct Rules: Sendable {
        let limits: @Sendable () -> BudgetLimits
        let dearest: ModelPrice
        let replyTokens: Int
        let today: @Sendable () -> String
        let resets: String
    }

    private let model: any LanguageModel
    private let ledger: any SpendLedger
    private let settlements: Settlements
    private let rules: Rules

    /// - Parameters:
    ///   - limits: asked for each call, so that they can be changed while the program runs.
    ///   - dearest: the highest price among the models inside, which is what gets reserved. What a call did cost is
    ///     in its usage (see ``Metered``).
    ///   - replyTokens: the limit of prompts that have none.
    ///   - today: the day to book on, such as `2025-03-01`.
    ///   - resets: when that changes, for the person who is refused.
    package init(
        _ model: any LanguageModel, ledger: any SpendLedger, limits: @escaping @Sendable () -> BudgetLimits,
        dearest: ModelPrice = .free, replyTokens: Int = 2048, today: @escaping @Sendable () -> String,
        resets: String = "tomorrow", clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.model = model
        self.ledger = ledger
        settlements = Settlements(ledger, time: Timeline(clock))
        rules = Rules(limits: limits, dearest: dearest, replyTokens: replyTokens, today: today, resets: resets)
    }

    package var name: String { model.name }
    package var traits: ModelTraits { get async { await model.traits } }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        PulledReply { [model, ledger, settlements, rules] in
            BudgetedSource(model, prompt, rules: rules, ledger: ledger, settlements: settlements)
        }
    }

    /// Returns when everything spent so far is written down.
    package func settled() async { await settlements.drained() }
}

private final class BudgetedSource: PartSource {
    private enum Charge {
        case nothingYet
        case reserved(ReservationID)
        /// Nothing is limited, only to be recorded.
        case unlimited
        case settled
    }

    private let provider: String
    private let prompt: Prompt
    private let rules: Budgeted.Rules
    private let ledger: any SpendLedger
    private let settlements: Settlements
    private let day: String
    /// Every scope to book on, limited or not.
    private let limits: [SpendLimit]
    private let isLimited: Bool
    private var call: PulledCall
    private var charge = Charge.nothingYet
    private var usage: Usage?
    private var written = TokenEstimate()
    private var hasParts = false

    init(
        _ model: any LanguageModel, _ prompt: Prompt, rules: Budgeted.Rules, ledger: any SpendLedger,
        settlements: Settlements
    ) {
        let limits = rules.limits().limits(on: prompt.account)
        let isLimited = limits.contains(where: \.isLimited)
        var prompt = prompt
        if isLimited, prompt.sampling.maxTokens == nil { prompt.sampling.maxTokens = rules.replyTokens }
        self.prompt = prompt
        provider = model.name
        self.rules = rules
        self.ledger = ledger
        self.settlements = settlements
        day = rules.today()
        call = PulledCall(model, prompt)
        self.limits = limits
        self.isLimited = isLimited
    }

    func next() async throws -> ReplyPart? {
        if case .nothingYet = charge { try await begin() }
        do {
            let part = try await call.next()
            if let part { note(part) }
            switch part {
            case .finish, nil: await settle()
            default: break
            }
            return part
        } catch {
            // Before the first part the provider has used nothing, or nobody knows: a failed call is not billed.
            settleLater(error is CancellationError ? spent : spentByFailure)
            throw error
        }
    }

    private func begin() async throws {
        guard isLimited else {
            charge = .unlimited
            return
        }
        switch try await reserve(most) {
        case .granted(let id): charge = .reserved(id)
        case .refused(let scope):
            Metric.budgetRefused(scope.label)
            throw InferenceError.budgetSpent(scope: scope.inWords, resets: rules.resets)
        }
    }

    /// The most this call may cost.
    private var most: Spend {
        let usage = Usage(
            promptTokens: TokenEstimate.most(in: prompt),
            completionTokens: max(0, prompt.sampling.maxTokens ?? rules.replyTokens))
        return Spend(tokens: usage.totalTokens, microdollars: rules.dearest.microdollars(for: usage))
    }

    /// A ledger that cannot be asked lets nobody spend.
    private func reserve(_ amount: Spend) async throws -> Reservation {
        do {
            return try await ledger.reserve(amount, within: limits, day: day)
        } catch let error where !(error is CancellationError) {
            Logger(label: "acore.inference").error("no budget can be reserved", metadata: ["error": "\(error)"])
            throw InferenceError.busy(provider: provider, reason: "what was spent today cannot be looked up")
        }
    }

    private func note(_ part: ReplyPart) {
        hasParts = true
        switch part {
        case .text(let text), .reasoning(let text): written.add(text)
        case .toolCall(let call): written.add(call.arguments)
        case .usage(let reported): usage = reported
        case .finish: break
        }
    }

    // MARK: Settling

    /// As reported, else what was sent and what came of it.
    private var spent: Spend {
        let used =
            usage
            ?? Usage(
                promptTokens: TokenEstimate.tokens(in: prompt), completionTokens: written.tokens, isEstimate: true)
        return Spend(
            tokens: used.totalTokens, microdollars: used.microdollars ?? rules.dearest.microdollars(for: used))
    }

    private var spentByFailure: Spend { hasParts ? spent : .zero }

    /// At a reply's proper end the next call is to find the budget as it is.
    private func settle() async {
        guard case .reserved(let id) = charge else { return settleLater(spent) }
        charge = .settled
        do {
            try await ledger.settle(id, actual: spent)
        } catch {
            settlements.settle(id, actual: spent)  // cancelled, or the ledger is in trouble: another try
        }
    }

    private func settleLater(_ spend: Spend) {
        switch charge {
        case .nothingYet, .settled: break
        case .reserved(let id): settlements.settle(id, actual: spend)
        case .unlimited: if spend != .zero { settlements.record(spend, for: limits.map(\.scope), day: day) }
        }
        charge = .settled
    }

    deinit { settleLater(spent) }
}
