import Inference

extension CharacterSheet {
    fileprivate static let bookName = "character_book"
    private static let known = [
        "character_id", "display_name", "version", "description", "framework", "identity", "knowledge_domain",
        "opinions", "voice_and_tone", "quirks", "greetings", "sample_lines", "routing", "memory", "lorebooks",
        bookName, "legacy_config",
    ]

    /// Reads a character's file; nil if it cannot be used. The log says why, and what was overlooked.
    init?(_ node: MarkedJSON, id: String, log: FaultLog) {
        guard let top = Fields(node, known: Self.known, log: log) else { return nil }
        top.checkID("character_id", is: id)
        let identity = top.object("identity", known: ["who", "from", "current_state", "core_traits", "speaking_style"])
        let knowledge = top.object("knowledge_domain", known: ["expertise", "interests", "rag_categories"])
        let opinions = top.object("opinions", known: ["loves", "hates", "hot_takes"])
        let tone = top.object("voice_and_tone", known: nil)
        let quirks = top.object("quirks", known: Self.knownQuirks)
        let legacy = top.object(ifAny: "legacy_config", known: ["voice", "rvc", "behavior"])
        let behavior = legacy?.object(ifAny: "behavior", known: Self.knownBehavior)

        self.id = id
        name = top.text("display_name")
        who = identity?.text("who") ?? ""
        from = identity?.text("from") ?? ""
        state = identity?.text("current_state") ?? ""
        summary = top.text(ifAny: "description") ?? who
        framework = top.text(ifAny: "framework")
        frameworkPlace = Place(path: log.path, line: top.line(of: "framework"))
        route = top.word(ifAny: "routing")
        memory = top.word(ifAny: "memory") ?? .shared
        lorebooks = top.texts(ifAny: "lorebooks") ?? []
        book = top.lorebook(ifAny: Self.bookName)
        traits = identity?.texts("core_traits") ?? []
        style = identity?.texts("speaking_style") ?? []
        self.tone = tone?.notes ?? []
        expertise = knowledge?.texts("expertise") ?? []
        categories = knowledge?.texts(ifAny: "rag_categories") ?? []
        interests = (knowledge?.texts(ifAny: "interests") ?? []) + categories
        loves = opinions?.texts("loves") ?? []
        hates = opinions?.texts("hates") ?? []
        hotTakes = opinions?.texts(ifAny: "hot_takes") ?? []
        catchphrases = quirks?.texts(ifAny: "catchphrases") ?? []
        metaJokes = quirks?.texts(ifAny: "meta_jokes") ?? []
        spontaneousThoughts =
            (quirks?.texts(ifAny: "spontaneous_thoughts") ?? []) + (quirks?.texts(ifAny: "random_thoughts") ?? [])
        habits = quirks?.texts(ifAny: "habits") ?? []
        triggers = quirks?.object(ifAny: "triggers", known: nil)?.notes ?? []
        greetings = top.texts(ifAny: "greetings") ?? []
        sampleLines = top.texts(ifAny: "sample_lines") ?? []
        voice = Persona.Voice(legacy)
        affectionMultiplier = behavior?.number(ifAny: "affection_multiplier", in: 0...10) ?? 1

        top.checkLength()
        if log.hasErrors { return nil }
    }

    private static let knownQuirks = [
        "catchphrases", "meta_jokes", "spontaneous_thoughts", "random_thoughts", "habits", "triggers",
    ]

    /// The flags beside the multiplier stand in older files and never had an effect.
    private static let knownBehavior = ["affection_multiplier", "auto_reply_enabled", "clear_history_on_switch"]
}

extension Persona.Voice {
    fileprivate init(_ legacy: Fields?) {
        let voice = legacy?.object(
            ifAny: "voice", known: ["kokoro_voice", "kokoro_speed", "edge_voice", "edge_rate", "edge_volume"])
        let conversion = legacy?.object(ifAny: "rvc", known: ["enabled", "model", "pitch_shift"])
        kokoroVoice = voice?.text(ifAny: "kokoro_voice")
        kokoroSpeed = voice?.number(ifAny: "kokoro_speed", in: 0.25...4)
        edgeVoice = voice?.text(ifAny: "edge_voice")
        edgeRate = voice?.text(ifAny: "edge_rate")
        conversionModel = conversion?.text(ifAny: "model")
        if conversion?.flag(ifAny: "enabled") == false { conversionModel = nil }
        pitchShift = conversion?.number(ifAny: "pitch_shift", in: -24...24) ?? 0
    }
}

extension Fields {
    /// All text of one file that may go into prompts, in characters: far more than any model wants to read.
    private static var textLimit: Int { 24_000 }

    /// The id inside the file must be the name of the file.
    func checkID(_ name: String, is id: String) {
        let written = text(name)
        guard !written.isEmpty, written != id else { return }
        log.refuse(line(of: name), "“\(name)” is “\(written.prefix(60))”, but the file is called \(id).json")
    }

    func checkLength() {
        // Of a lorebook only a little is told at once.
        let length = all.reduce(0) { $0 &+ ($1.name == CharacterSheet.bookName ? 0 : $1.value.textLength) }
        guard length > Self.textLimit else { return }
        log.refuse(nil, "\(length) characters of text are too many for a prompt; at most \(Self.textLimit)")
    }

    /// A lorebook as cards have it; nil, with a warning, where it cannot be used.
    fileprivate func lorebook(ifAny name: String) -> Lorebook? {
        guard let json = json(ifAny: name) else { return nil }
        var faults: [LoreFault] = []
        var book: Lorebook?
        do { book = try Lorebook(characterBook: json, faults: &faults) } catch { faults.append(error) }
        for fault in faults.prefix(Self.bookFaults) { log.warn(line(of: name), "“\(name)”: \(fault)") }
        return book
    }

    /// Further ones would not be read.
    private static let bookFaults = 10

    /// Every member as a note; underscores in names are blanks.
    fileprivate var notes: [CharacterSheet.Note] {
        all.compactMap { member in
            guard let remark = text(ifAny: member.name, joining: ", ") else { return nil }
            return CharacterSheet.Note(topic: member.name.replacing("_", with: " "), remark: remark)
        }
    }
}

extension MarkedJSON {
    fileprivate var textLength: Int {
        switch value {
        case .string(let text): text.count
        case .array(let items): items.reduce(0) { $0 &+ $1.textLength }
        case .object(let members): members.reduce(0) { $0 &+ $1.value.textLength &+ $1.name.count }
        default: 0
        }
    }
}
