package import Foundation
package import Inference
import Logging
import Metrics
import ServiceLifecycle
import Storage
import Telemetry

/// The only door into the companion: every surface hands in a turn and
/// receives the answer as it is made.
package struct Responder: Sendable {
    /// The longest question, in characters (Unicode scalars).
    package static let questionLimit = Turn.textLimit

    let model: any LanguageModel
    let conversations: ConversationStore
    private let memory: Memory
    private let summaries: Summaries
    private let links: IdentityLinks
    let personas: PersonaLibrary
    private let toolbox: Toolbox
    let settings: @Sendable () -> ReplySettings
    let now: @Sendable () -> Date
    private let clock = PromptClock()
    private let didAnswer: @Sendable (Answer) -> Void
    let logger = Logger(label: "acore.responder")

    /// - Parameters:
    ///   - recall: finds what was said long ago or elsewhere; nil: only people are remembered.
    ///   - lorebooks: what there is to tell of worlds; nil: nothing.
    ///   - didAnswer: told of every whole answer, for those who watch.
    package init(
        model: any LanguageModel, conversations: ConversationStore, personas: PersonaLibrary, toolbox: Toolbox,
        recall: Recall? = nil, lorebooks: LorebookStore? = nil,
        settings: @escaping @Sendable () -> ReplySettings, now: @escaping @Sendable () -> Date = { Date() },
        didAnswer: @escaping @Sendable (Answer) -> Void = { _ in }
    ) {
        self.model = model
        self.conversations = conversations
        memory = Memory(
            facts: FactStore(database: conversations.database, now: now), recall: recall, lorebooks: lorebooks)
        summaries = Summaries(
            database: conversations.database, model: model, historyLimit: { settings().historyLimit }, now: now)
        links = IdentityLinks(database: conversations.database, now: now)
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
    /// - Parameter said: called with the answer after its last part, before it is kept.
    /// - Throws: ``Mistake`` with a sentence for the person who asked, ``AlreadyHeard``, `CancellationError`,
    ///   or what `receive` threw.
    @discardableResult
    package func reply(
        to turn: Turn, receive: (AnswerPart) async throws -> Void, said: (Answer) -> Void = { _ in }
    ) async throws -> Answer {
        try check(turn)
        let settings = settings()
        let persona = try personas.persona(turn.persona ?? settings.persona)
        var history =
            turn.wishes.keepsHistory
            ? try await conversations.history(of: turn.place.id, limit: ConversationStore.turnsAtHand) : []
        // Whoever tries again after a failure has asked once.
        if let last = history.last, last.state == .missed, last.text == turn.text, last.speakerID == turn.speaker.id {
            try await conversations.withdraw(history.removeLast(), from: turn.place.id)
        }
        let pending = turn.wishes.keepsHistory ? try await conversations.begin(turn, persona: persona.id.key) : nil
        do {
            return try await answer(turn, pending, after: history, as: persona, settings, receive, said: said)
        } catch let error as InferenceError {
            throw Mistake(error)
        }
    }

    /// Keeps a turn that cannot be answered now, for ``answerPending(saidBefore:where:within:clock:completing:deliver:)``.
    ///
    /// - Throws: ``Mistake``, ``AlreadyHeard``.
    package func postpone(_ turn: Turn) async throws {
        try check(turn)
        let persona = try personas.persona(turn.persona ?? settings().persona)
        try await conversations.release(conversations.begin(turn, persona: persona.id.key))
    }

    /// Whether pictures are shown to the model that would be asked now.
    package var seesPictures: Bool { get async { await model.traits.seesImages } }

    // MARK: One answer

    /// - Parameter isLate: nobody is there to ask again, so where the model may come back the turn goes on waiting.
    /// - Throws: what the model or `receive` threw.
    func answer(
        _ turn: Turn, _ pending: KeptTurn?, after history: [KeptTurn], as persona: Persona, _ settings: ReplySettings,
        isLate: Bool = false, _ receive: (AnswerPart) async throws -> Void, said: (Answer) -> Void = { _ in }
    ) async throws -> Answer {
        var run = ReplyRun(persona: persona, others: others(in: turn, history), cleansThinking: settings.cleansThinking)
        do {
            let summary = try await summary(before: history, of: turn, as: persona)
            let history = summary?.remaining ?? history
            let memories = try await memories(for: turn, pending, after: history, as: persona, settings)
            run.grounds = (summary?.summaries ?? []).map { Ground($0) } + memories.grounds
            let prompt = try await prompt(
                for: turn, after: history, summary, remembering: memories, as: persona, settings)
            try await run.drive(prompt, model, toolbox, in: context(of: turn, settings), receive)
        } catch {
            let answer = run.answer(by: model.name)
            // The next start answers those whom this stop left without a word.
            let mayWait = Task.isShuttingDownGracefully || isLate && (error as? InferenceError)?.mayPass == true
            try await keepWhatWasSaid(answer, of: turn, pending, mayWait: mayWait)
            report(answer, endedBy: error)
            throw error
        }
        let answer = run.answer(by: model.name)
        said(answer)
        if let pending {
            // Whoever leaves after the last word has heard all of it.
            try await keep(answer, of: turn, pending, .complete)
        }
        report(answer, "answered")
        didAnswer(answer)
        return answer
    }

    private func prompt(
        for turn: Turn, after history: [KeptTurn], _ summary: TalkSummary?, remembering memories: Memories,
        as persona: Persona, _ settings: ReplySettings
    ) async throws -> FittedPrompt {
        let inherited = turn.wishes.keepsHistory ? try await conversations.inheritance(of: turn, after: history) : []
        let builder = PromptBuilder(
            persona: persona, traits: await model.traits, settings: settings, memories: memories,
            tools: turn.wishes.mayUseTools ? toolbox.descriptions(named: persona.tools) : [], clock: clock)
        return try builder.prompt(
            for: turn, after: history, inheriting: inherited, summary: summary?.text, now: now())
    }

    private func summary(before history: [KeptTurn], of turn: Turn, as persona: Persona) async throws -> TalkSummary? {
        // A small one reads a few turns and no more.
        guard turn.wishes.keepsHistory, await !model.traits.isSmall else { return nil }
        return try await summaries.summary(for: turn.place, viewer: viewer(of: turn, as: persona), over: history)
    }

    private func viewer(of turn: Turn, as persona: Persona) -> Viewer {
        Viewer(of: turn, characters: personas.sharing.union([persona.id.character]))
    }

    private func memories(
        for turn: Turn, _ pending: KeptTurn?, after history: [KeptTurn], as persona: Persona, _ settings: ReplySettings
    ) async throws -> Memories {
        guard turn.wishes.keepsHistory else { return Memories() }
        var turn = turn
        turn.speaker.otherIDs = Array(try await links.ids(of: turn.speaker.id).dropFirst())
        let history = Array(history.suffix(max(0, settings.historyLimit)))
        return try await memory.memories(
            for: turn, pending, after: history,
            viewer: viewer(of: turn, as: persona), as: persona, await model.traits.isSmall ? .small : .full, at: now())
    }

    /// Whose lines the model must not write: only where several speak does a line begin with a name.
    private func others(in turn: Turn, _ history: [KeptTurn]) -> [String] {
        guard turn.place.kind != .direct else { return [] }
        return Array(Set(history.lazy.filter { !$0.isAnswer }.map(\.speakerName) + [turn.speaker.name]))
    }

    private func context(of turn: Turn, _ settings: ReplySettings) -> ToolContext {
        ToolContext(speaker: turn.speaker, place: turn.place, now: now(), homeTimeZone: settings.timeZone)
    }

    private func keep(_ answer: Answer, of turn: Turn, _ pending: KeptTurn, _ state: KeptTurn.State) async throws {
        try await conversations.finish(pending, of: turn, with: answer, state: state, at: now())
    }

    /// Even though the task may be cancelled: half an answer is part of the talk too.
    private func keepWhatWasSaid(_ answer: Answer, of turn: Turn, _ pending: KeptTurn?, mayWait: Bool) async throws {
        guard let pending else { return }
        if !answer.text.isEmpty {
            try await keep(answer, of: turn, pending, .partial)
        } else if mayWait {
            try await conversations.release(pending)
        } else {
            try await conversations.giveUp(pending, in: turn.place.id)
        }
    }

    private func check(_ turn: Turn) throws {
        let length = turn.text.unicodeScalars.count
        guard length <= Self.questionLimit || !turn.wishes.keepsHistory else {
            throw Mistake("That is \(length) characters long; I can read up to \(Self.questionLimit) at once.")
        }
        guard turn.images.isEmpty == false || !turn.text.allSatisfy(\.isWhitespace) else {
            throw Mistake("There was nothing in your message. Write something first.")
        }
    }

    private func report(_ answer: Answer, endedBy error: any Error) {
        switch error {
        case is InferenceError, is StorageError, is Mistake:
            logger.warning("no answer", metadata: ["error": "\(error)"])
            Counter(label: "acore_replies_total", dimensions: [("outcome", "failed")]).increment()
        // Who asked has left.
        default: report(answer, "stopped")
        }
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

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
    }
}
