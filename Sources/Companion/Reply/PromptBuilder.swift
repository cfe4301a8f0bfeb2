import Foundation
import Inference

/// Fits persona, circumstances, history and turn into what the model can read.
///
/// What does not fit is left out in this order: the oldest turns down to the
/// last four; the tools; what is remembered of people; the persona's long form; the summary of what was said
/// earlier; the remaining turns; and at last the middle of the question itself. Models under a billion parameters
/// get the short form from the start: long prompts make them worse.
struct PromptBuilder {
    let persona: Persona
    let traits: ModelTraits
    let settings: ReplySettings
    /// What it is made from besides the talk.
    var memories = Memories()
    let tools: [ToolDescription]
    var clock = PromptClock()

    /// Turns that are kept until nothing else is left to drop.
    static let lastTurns = 4
    /// What a small model is given of the talk.
    static let smallModelTurns = 6
    static let smallModelTokens = 500
    /// Tokens that are left of a question, however little room there is.
    static let leastQuestion = 64

    /// - Throws: ``Mistake`` where the model cannot be asked this at all.
    ///
    /// - Parameters:
    ///   - inherited: what was said where the talk branched off.
    ///   - summary: of what was said before all that; it stays while any of the talk does.
    func prompt(
        for turn: Turn, after history: [KeptTurn], inheriting inherited: [KeptTurn] = [], summary: String? = nil,
        now: Date
    ) throws(Mistake) -> FittedPrompt {
        // What a provider says of its model may be any number.
        let window = min(max(traits.contextTokens, 512), 10_000_000)
        var sampling = sampling(for: turn)
        let replyTokens = min(max(1, sampling.maxTokens ?? 500), window / 2)
        sampling.maxTokens = replyTokens
        // Estimates are rough: a tenth of the window stays free.
        let room = max(256, window / 10 * 9 - replyTokens)

        var draft = Draft(
            systems: try systemForms(for: turn, now: now, room: room),
            notes: traits.isSmall ? memories.shortNotes : memories.notes,
            toolForms: toolForms,
            callsTools: traits.callsTools, question: try question(of: turn))
        var messages =
            turn.wishes.broughtHistory.filter { $0.role != .system }.map(seen) + inheritance(inherited)
            + spoken(history, with: turn)
        var earlier = traits.isSmall || !turn.wishes.keepsHistory ? nil : summary.map { Prompt.Message(.user, $0) }
        draft.fit(
            &messages, after: &earlier,
            into: traits.isSmall ? min(room, Self.smallModelTokens + draft.systemTokens) : room)
        draft.shortenQuestion(into: room)

        let prompt = Prompt(
            system: draft.system,
            messages: draft.noting(in: [earlier].compactMap(\.self) + messages + [draft.question]).alternating,
            tools: draft.tools,
            sampling: sampling, model: turn.wishes.model,
            reuse: turn.wishes.acceptsStoredAnswer || sampling.temperature == 0
                ? .within(audience: turn.audience.key) : .never,
            account: Prompt.Account(speaker: turn.speaker.id, place: turn.place.id), route: persona.route)
        return FittedPrompt(
            prompt, plainSystem: draft.plainSystem, offered: draft.offered.map(\.name), room: room)
    }

    // MARK: Parts

    /// The caller's wish, then the operator's, then the persona's; small models need a steady hand.
    private func sampling(for turn: Turn) -> Sampling {
        let manner = traits.isSmall ? Sampling(temperature: 0.5) : persona.sampling
        return (turn.wishes.sampling ?? Sampling()).filled(from: settings.sampling).filled(from: manner)
            .filled(from: settings.defaultSampling)
    }

    /// The system prompt from the longest form to the shortest, each with what the caller adds to it.
    private func systemForms(for turn: Turn, now: Date, room: Int) throws(Mistake) -> [String] {
        let forms = ownSystemForms(for: turn, now: now)
        let added = turn.wishes.broughtHistory.filter { $0.role == .system && !$0.text.isEmpty }.map(\.text)
        guard !added.isEmpty else { return forms }
        let all = forms.map { form in ([form] + added).joined(separator: "\n\n") }
        guard let shortest = all.last, TokenEstimate.tokens(in: shortest) + Self.leastQuestion <= room else {
            throw Mistake("The system message is longer than my language model can read.")
        }
        return all
    }

    private func ownSystemForms(for turn: Turn, now: Date) -> [String] {
        let style = [turn.style?.sentence, turn.language.map { "Answer in \($0)." }].compactMap(\.self)
            .map { " " + $0 }.joined()
        let long = clock(for: turn, now: now, long: true) + style
        guard settings.systemPrompt.isEmpty else { return [settings.systemPrompt + "\n\n" + long] }
        let compact = persona.compactSystem + "\n" + clock(for: turn, now: now, long: false) + style
        return traits.isSmall ? [compact] : [persona.system + "\n\n" + long, compact]
    }

    private func clock(for turn: Turn, now: Date, long: Bool) -> String {
        let zone = turn.speaker.timeZone ?? settings.timeZone
        let sentence = clock.sentence(at: now, in: zone)
        return long ? "\(sentence) (\(zone.identifier)). You are talking with \(turn.speaker.name)." : "\(sentence)."
    }

    /// All tools, then none. Models that were not taught to call functions are told in words.
    private var toolForms: [[ToolDescription]] {
        traits.isSmall || tools.isEmpty ? [[]] : [tools, []]
    }

    private func spoken(_ history: [KeptTurn], with turn: Turn) -> [Prompt.Message] {
        guard turn.wishes.keepsHistory else { return [] }
        let limit = traits.isSmall ? min(Self.smallModelTurns, settings.historyLimit) : settings.historyLimit
        return history.lazy.filter { !$0.text.isEmpty }.suffix(max(0, limit)).map { kept in
            kept.isAnswer
                ? Prompt.Message(.assistant, kept.text)
                : Prompt.Message(.user, severalSpeak(in: turn.place) ? "\(kept.speakerName): \(kept.text)" : kept.text)
        }
    }

    private func inheritance(_ turns: [KeptTurn]) -> [Prompt.Message] {
        let lines = turns.filter { !$0.text.isEmpty }.suffix(traits.isSmall ? 2 : turns.count).map(\.quoted.line)
        guard !lines.isEmpty else { return [] }
        return [Prompt.Message(.user, (["[Said in the channel before this thread:]"] + lines).joined(separator: "\n"))]
    }

    private func question(of turn: Turn) throws(Mistake) -> Prompt.Message {
        guard traits.seesImages || turn.images.isEmpty || !turn.text.allSatisfy(\.isWhitespace) else {
            throw .blind
        }
        let own = severalSpeak(in: turn.place) ? "\(turn.speaker.name): \(turn.text)" : turn.text
        let quotations = turn.quoted.suffix(traits.isSmall ? 1 : turn.quoted.count).map(\.line)
        let quoted = quotations.isEmpty ? [] : ["[In reply to:]"] + quotations
        let text = (quoted + [own]).joined(separator: "\n")
        return seen(Prompt.Message(.user, text, images: turn.images))
    }

    /// Pictures are told of where they cannot be seen.
    private func seen(_ message: Prompt.Message) -> Prompt.Message {
        guard !traits.seesImages, !message.images.isEmpty else { return message }
        var message = message
        message.images = []
        message.text += (message.text.isEmpty ? "" : "\n") + "[a picture that you cannot see]"
        return message
    }

    /// Small models begin to write such names themselves.
    private func severalSpeak(in place: Place) -> Bool {
        place.kind != .direct && !traits.isSmall
    }
}

/// A prompt on its way to being short enough.
private struct Draft {
    private var systems: [String]
    private var notes: [MemoryNotes]
    private var toolForms: [[ToolDescription]]
    private let callsTools: Bool
    private(set) var question: Prompt.Message
    /// Of system, tools and question.
    private var fixedTokens = 0

    init(
        systems: [String], notes: [MemoryNotes], toolForms: [[ToolDescription]], callsTools: Bool,
        question: Prompt.Message
    ) {
        self.systems = systems
        self.notes = notes
        self.toolForms = toolForms
        self.callsTools = callsTools
        self.question = question
        weigh()
    }

    var plainSystem: String {
        [notes.first?.before ?? "", systems.first ?? "", notes.first?.after ?? ""].filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }
    var offered: [ToolDescription] { toolForms.first ?? [] }
    var system: String {
        callsTools || offered.isEmpty ? plainSystem : plainSystem + "\n\n" + TextualToolCalls.description(of: offered)
    }
    /// What goes beside the text, to models that were taught to call functions.
    var tools: [ToolDescription] { callsTools ? offered : [] }
    var systemTokens: Int { TokenEstimate.tokens(in: system) }

    /// The talk with what stands in it at certain depths.
    func noting(in messages: [Prompt.Message]) -> [Prompt.Message] {
        var noted = messages
        for note in (notes.first?.inTalk ?? []).sorted(by: { $0.depth < $1.depth }) {
            // From the end on: what was put in before stands behind.
            noted.insert(Prompt.Message(.user, note.text), at: max(0, messages.count - note.depth))
        }
        return noted
    }

    /// - Parameter earlier: stands for what was said before them; it goes when all else is short.
    mutating func fit(_ messages: inout [Prompt.Message], after earlier: inout Prompt.Message?, into room: Int) {
        let sizes = messages.map { TokenEstimate.tokens(in: $0) }
        let earlierSize = earlier.map { TokenEstimate.tokens(in: $0) } ?? 0
        var total = sizes.reduce(earlierSize, +) + fixedTokens
        var dropped = 0
        func dropOldest() {
            total -= sizes[dropped]
            dropped += 1
        }
        while total > room, sizes.count - dropped > PromptBuilder.lastTurns { dropOldest() }
        while total > room, shorten(&total) {}
        if total > room, earlier != nil {
            earlier = nil
            total -= earlierSize
        }
        while total > room, dropped < sizes.count { dropOldest() }
        // Many models' templates want a user to begin.
        messages = Array(messages.dropFirst(dropped).drop { $0.role == .assistant })
    }

    /// The question's middle goes last of all.
    mutating func shortenQuestion(into room: Int) {
        let excess = fixedTokens - room
        guard excess > 0 else { return }
        let limit = TokenEstimate.tokens(in: question.text) - excess
        question.text = question.text.withoutMiddle(tokens: max(PromptBuilder.leastQuestion, limit))
    }

    private mutating func weigh() {
        fixedTokens = TokenEstimate.tokens(
            in: Prompt(system: system, messages: noting(in: [question]), tools: tools))
    }

    /// Goes to the next shorter form: without tools, without what is remembered, with less of the persona.
    private mutating func shorten(_ total: inout Int) -> Bool {
        let before = fixedTokens
        if toolForms.count > 1 {
            toolForms.removeFirst()
        } else if notes.count > 1 {
            notes.removeFirst()
        } else if systems.count > 1 {
            systems.removeFirst()
        } else {
            return false
        }
        weigh()
        total += fixedTokens - before
        return true
    }
}

extension [Prompt.Message] {
    /// Neighbours of one role become one: many models' templates refuse what does not alternate.
    fileprivate var alternating: [Prompt.Message] {
        reduce(into: []) { all, next in
            guard let last = all.last, last.role == next.role else { return all.append(next) }
            let texts = [last.text, next.text].filter { !$0.isEmpty }
            all[all.count - 1].text = texts.joined(separator: "\n\n")
            all[all.count - 1].images += next.images
        }
    }
}
