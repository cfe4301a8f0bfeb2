package import Foundation
package import Inference
import Logging
import Metrics
import Telemetry

/// The only door into the companion: every surface hands in a turn and
/// receives the answer as it is made.
package struct Responder: Sendable {
    /// The longest question, in characters.
    package static let questionLimit = 4000

    private let model: any LanguageModel
    private let conversations: ConversationStore
    private let personas: PersonaLibrary
    private let toolbox: Toolbox
    private let settings: @Sendable () -> ReplySettings
    private let now: @Sendable () -> Date
    private let clock = PromptClock()
    private let didAnswer: @Sendable (Answer) -> Void
    private let logger = Logger(label: "acore.responder")

    /// - Parameter didAnswer: told of every whole answer, for those who watch.
    package init(
        model: any LanguageModel, conversations: ConversationStore, personas: PersonaLibrary, toolbox: Toolbox,
        settings: @escaping @Sendable () -> ReplySettings, now: @escaping @Sendable () -> Date = { Date() },
        didAnswer: @escaping @Sendable (Answer) -> Void = { _ in }
    ) {
        self.model = model
        self.conversations = conversations
        self.personas = personas
        self.toolbox = toolbox
        self.settings = settings
        self.now = now
        self.didAnswer = didAnswer
    }

    /// Answers `turn`, passing each visible part on to `receive` as it comes.
    ///
    /// The turn is saved before a model is asked, the answer when it is done.
    /// If the task is cancelled or `receive` throws, what was said so far is
    /// kept, marked as partial, and the error is passed on.
    ///
    /// - Throws: ``Mistake`` with a sentence for the person who asked, `CancellationError`,
    ///   or what `receive` threw.
    @discardableResult
    package func reply(to turn: Turn, receive: (AnswerPart) async throws -> Void) async throws -> Answer {
        try check(turn)
        let settings = settings()
        let persona = try personas.persona(turn.persona ?? settings.persona)
        let history =
            turn.wishes.keepsHistory
            ? try await conversations.history(of: turn.place.id, limit: ConversationStore.turnsAtHand) : []
        let pending = turn.wishes.keepsHistory ? try await conversations.begin(turn, persona: persona.id.key) : nil
        return try await answer(turn, pending, after: history, as: persona, settings, receive)
    }

    /// Answers what was left unanswered when the program stopped, and marks what is too old.
    ///
    /// - Parameter patience: how old a turn may be to still get its answer.
    package func answerPending(within patience: TimeInterval = 15 * 60) async throws {
        for waiting in try await conversations.pending() {
            let place = waiting.turn.place.id
            guard now().timeIntervalSince(waiting.kept.saidAt) <= patience else {
                try await conversations.giveUp(waiting.kept, in: place)
                continue
            }
            do {
                let settings = settings()
                let persona = try personas.persona(waiting.turn.persona ?? settings.persona)
                let history = try await conversations.history(of: place, limit: ConversationStore.turnsAtHand)
                    .filter { $0.id < waiting.kept.id }
                _ = try await answer(waiting.turn, waiting.kept, after: history, as: persona, settings) { _ in }
            } catch let mistake as Mistake {
                logger.warning(
                    "a waiting turn got no answer", metadata: ["turn": "\(waiting.kept.id)", "why": "\(mistake)"])
            }
        }
    }

    // MARK: One answer

    private func answer(
        _ turn: Turn, _ pending: KeptTurn?, after history: [KeptTurn], as persona: Persona, _ settings: ReplySettings,
        _ receive: (AnswerPart) async throws -> Void
    ) async throws -> Answer {
        let builder = PromptBuilder(
            persona: persona, traits: await model.traits, settings: settings,
            tools: turn.wishes.mayUseTools ? toolbox.descriptions(named: persona.tools) : [], clock: clock)
        var run = ReplyRun(
            prompt: builder.prompt(for: turn, after: history, now: now()), persona: persona,
            others: Array(Set(history.lazy.filter { !$0.isAnswer }.map(\.speakerName) + [turn.speaker.name])),
            cleansThinking: settings.cleansThinking)
        do {
            try await run.drive(model, toolbox, in: context(of: turn, settings), receive)
            let answer = run.answer(by: model.name)
            if let pending { try await keep(answer, of: turn, pending, .complete) }
            report(answer, "answered")
            didAnswer(answer)
            return answer
        } catch {
            try await keepWhatWasSaid(run.answer(by: model.name), of: turn, pending)
            if error is CancellationError { report(run.answer(by: model.name), "stopped") }
            throw mistake(for: error)
        }
    }

    private func context(of turn: Turn, _ settings: ReplySettings) -> ToolContext {
        ToolContext(speaker: turn.speaker, place: turn.place, now: now(), homeTimeZone: settings.timeZone)
    }

    private func keep(_ answer: Answer, of turn: Turn, _ pending: KeptTurn, _ state: KeptTurn.State) async throws {
        try await conversations.finish(pending, of: turn, with: answer, state: state, at: now())
    }

    /// Even though the task may be cancelled: half an answer is part of the talk too.
    private func keepWhatWasSaid(_ answer: Answer, of turn: Turn, _ pending: KeptTurn?) async throws {
        guard let pending else { return }
        try await uncancelled {
            if answer.text.isEmpty {
                try await conversations.giveUp(pending, in: turn.place.id)
            } else {
                try await keep(answer, of: turn, pending, .partial)
            }
        }
    }

    private func check(_ turn: Turn) throws {
        let length = turn.text.count
        guard length <= Self.questionLimit || !turn.wishes.keepsHistory else {
            throw Mistake("That is \(length) characters long; I can read up to \(Self.questionLimit) at once.")
        }
        guard turn.images.isEmpty == false || !turn.text.allSatisfy(\.isWhitespace) else {
            throw Mistake("There was nothing in your message. Write something first.")
        }
    }

    private func mistake(for error: any Error) -> any Error {
        guard let error = error as? InferenceError else { return error }
        logger.warning("no answer", metadata: ["error": "\(error)"])
        Counter(label: "acore_replies_total", dimensions: [("outcome", "failed")]).increment()
        return Mistake(error)
    }

    private func report(_ answer: Answer, _ outcome: String) {
        Counter(label: "acore_replies_total", dimensions: [("outcome", outcome)]).increment()
        Timer(label: "acore_reply_seconds").recordNanoseconds(answer.total.nanoseconds)
        Timer(label: "acore_reply_first_text_seconds").recordNanoseconds(answer.firstText.nanoseconds)
        if !CharacterBreaks.found(in: answer.text).isEmpty {
            Counter(label: "acore_character_breaks_total", dimensions: [("persona", answer.persona)]).increment()
        }
        logger.debug(
            "\(outcome)",
            metadata: [
                "persona": "\(answer.persona)", "model": "\(answer.model)", "characters": "\(answer.text.count)",
                "tokens": "\(answer.usage.totalTokens)",
            ])
    }
}

/// Runs `work` to its end although the current task is cancelled: for what must be kept.
private func uncancelled(_ work: @escaping @Sendable () async throws -> Void) async throws {
    try await Task { try await work() }.value
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
    }
}
