import Foundation
import Inference

/// Fits persona, circumstances, history and turn into what the model can read.
///
/// What does not fit is left out in this order: the oldest turns down to the
/// last four; the tools; the persona's long form; the remaining turns; and at
/// last the middle of the question itself. Models under a billion parameters
/// get the short form from the start: long prompts make them worse.
struct PromptBuilder {
    let persona: Persona
    let traits: ModelTraits
    let settings: ReplySettings
    let tools: [ToolDescription]
    var clock = PromptClock()

    /// Turns that are kept until nothing else is left to drop.
    static let lastTurns = 4
    /// What a small model is given of the talk.
    static let smallModelTurns = 6
    static let smallModelTokens = 500

    func prompt(for turn: Turn, after history: [KeptTurn], now: Date) -> Prompt {
        let sampling = sampling(for: turn)
        let replyTokens = min(sampling.maxTokens ?? 500, max(64, traits.contextTokens / 2))
        // Estimates are rough: a tenth of the window stays free.
        let room = max(256, traits.contextTokens * 9 / 10 - replyTokens)

        var messages = turn.wishes.broughtHistory + spoken(history, with: turn)
        let question = Prompt.Message(.user, named(turn), images: traits.seesImages ? turn.images : [])
        var draft = Draft(
            systems: systemForms(for: turn, now: now), toolForms: toolForms(for: turn), callsTools: traits.callsTools,
            question: question,
            // A longer question than half the room would push out everything else.
            questionLimit: room / 2)
        draft.fit(&messages, into: traits.isSmall ? min(room, Self.smallModelTokens + draft.systemTokens) : room)

        var final = sampling
        final.maxTokens = replyTokens
        return Prompt(
            system: draft.system, messages: messages + [draft.question], tools: draft.tools,
            sampling: final, model: turn.wishes.model,
            reuse: turn.wishes.acceptsStoredAnswer || final.temperature == 0
                ? .within(audience: turn.audience.key) : .never,
            account: Prompt.Account(speaker: turn.speaker.id, place: turn.place.id), route: persona.route)
    }

    // MARK: Parts

    /// The caller's wish, then the operator's, then the persona's; small models need a steady hand.
    private func sampling(for turn: Turn) -> Sampling {
        let manner = traits.isSmall ? Sampling(temperature: 0.5) : persona.sampling
        return (turn.wishes.sampling ?? Sampling()).filled(from: settings.sampling).filled(from: manner)
            .filled(from: settings.defaultSampling)
    }

    /// The system prompt from the longest form to the shortest.
    private func systemForms(for turn: Turn, now: Date) -> [String] {
        let compact = persona.compactSystem + "\n" + clock(for: turn, now: now, long: false)
        guard settings.systemPrompt.isEmpty else {
            return [settings.systemPrompt + "\n\n" + clock(for: turn, now: now, long: true)]
        }
        return traits.isSmall ? [compact] : [persona.system + "\n\n" + clock(for: turn, now: now, long: true), compact]
    }

    private func clock(for turn: Turn, now: Date, long: Bool) -> String {
        let zone = turn.speaker.timeZone ?? settings.timeZone
        let sentence = clock.sentence(at: now, in: zone)
        return long ? "\(sentence) (\(zone.identifier)). You are talking with \(turn.speaker.name)." : "\(sentence)."
    }

    /// All tools, then none. Models that were not taught to call functions are told in words.
    private func toolForms(for turn: Turn) -> [[ToolDescription]] {
        guard turn.wishes.mayUseTools, !traits.isSmall, !tools.isEmpty else { return [[]] }
        return [tools, []]
    }

    private func spoken(_ history: [KeptTurn], with turn: Turn) -> [Prompt.Message] {
        guard turn.wishes.keepsHistory, settings.historyLimit > 0 else { return [] }
        let limit = traits.isSmall ? min(Self.smallModelTurns, settings.historyLimit) : settings.historyLimit
        let recent = history.suffix(limit).drop { $0.isAnswer }
        return recent.filter { !$0.text.isEmpty }.map { kept in
            kept.isAnswer
                ? Prompt.Message(.assistant, kept.text)
                : Prompt.Message(.user, severalSpeak(in: turn.place) ? "\(kept.speakerName): \(kept.text)" : kept.text)
        }
    }

    private func named(_ turn: Turn) -> String {
        severalSpeak(in: turn.place) ? "\(turn.speaker.name): \(turn.text)" : turn.text
    }

    /// Small models begin to write such names themselves.
    private func severalSpeak(in place: Place) -> Bool {
        place.kind != .direct && !traits.isSmall
    }
}

/// A prompt on its way to being short enough.
private struct Draft {
    var systems: [String]
    var toolForms: [[ToolDescription]]
    let callsTools: Bool
    var question: Prompt.Message
    let questionLimit: Int

    var system: String {
        let persona = systems.first ?? ""
        guard !callsTools, let tools = toolForms.first, !tools.isEmpty else { return persona }
        return persona + "\n\n" + TextualToolCalls.description(of: tools)
    }
    /// What goes beside the text, to models that were taught to call functions.
    var tools: [ToolDescription] { callsTools ? toolForms.first ?? [] : [] }
    var systemTokens: Int { TokenEstimate.tokens(in: system) }

    mutating func fit(_ messages: inout [Prompt.Message], into room: Int) {
        var sizes = messages.map { TokenEstimate.tokens(in: Prompt(messages: [$0])) }
        var total = sizes.reduce(0, +) + fixedTokens
        func dropOldest() {
            messages.removeFirst()
            total -= sizes.removeFirst()
        }
        while total > room, messages.count > PromptBuilder.lastTurns { dropOldest() }
        while total > room, shorten(&total) {}
        while total > room, !messages.isEmpty { dropOldest() }
        if total > room { question.text = question.text.withoutMiddle(tokens: questionLimit) }
    }

    private var fixedTokens: Int {
        TokenEstimate.tokens(in: Prompt(system: system, messages: [question], tools: tools))
    }

    /// Goes to the next shorter form of tools, then of the persona.
    private mutating func shorten(_ total: inout Int) -> Bool {
        let before = fixedTokens
        if toolForms.count > 1 {
            toolForms.removeFirst()
        } else if systems.count > 1 {
            systems.removeFirst()
        } else {
            return false
        }
        total += fixedTokens - before
        return true
    }
}

extension String {
    /// The beginning and the end, with a mark where words are missing.
    fileprivate func withoutMiddle(tokens: Int) -> String {
        let kept = max(64, tokens * 3)
        guard count > kept else { return self }
        return prefix(kept * 2 / 3) + "\n[…]\n" + suffix(kept / 3)
    }
}
