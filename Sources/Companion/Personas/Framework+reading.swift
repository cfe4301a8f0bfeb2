extension Framework {
    private static let known = [
        "framework_id", "name", "version", "description", "purpose", "brief", "behavioral_patterns",
        "tool_requirements", "decision_making", "context_requirements", "interaction_style", "anti_hallucination",
        "prompt_template",
    ]

    /// Reads a framework's file; nil if it cannot be used. The log says why, and what was overlooked.
    ///
    /// - Parameter knownTools: the names of all tools there are.
    init?(_ node: MarkedJSON, id: String, knownTools: [String], log: FaultLog) {
        guard let top = Fields(node, known: Self.known, log: log) else { return nil }
        top.checkID("framework_id", is: id)
        let tools = top.object("tool_requirements", known: ["required", "optional"])
        let needs = top.object("context_requirements", known: ["needs"])
        let style = top.object(
            "interaction_style",
            known: ["default_tone", "response_length", "formality", "temperature", "humor", "pacing"])

        self.id = id
        name = top.text("name")
        purpose = top.text("purpose")
        template = top.text("prompt_template", joining: "\n")
        brief = top.text(ifAny: "brief") ?? "Your part: \(purpose)."
        requiredTools = tools?.texts("required") ?? []
        optionalTools = tools?.texts("optional") ?? []
        contextNeeds = needs?.texts("needs") ?? []
        tone = style?.text("default_tone") ?? ""
        temperature = style?.number(ifAny: "temperature", in: 0...2)
        responseLength = style?.word("response_length") ?? .medium
        behaviour = Persona.Behaviour(top)

        for list in ["required", "optional"] { tools?.warn(ofUnknown: "tool", in: list, known: knownTools) }
        top.checkLength()
        if log.hasErrors { return nil }
    }
}

extension Persona.Behaviour {
    fileprivate init(_ top: Fields) {
        let patterns = top.object("behavioral_patterns", known: ["spontaneity"])
        let spontaneity = patterns?.object(
            ifAny: "spontaneity",
            known: [
                "enabled", "random_interjection_chance", "chaos_moment_chance", "non_sequitur_chance", "chaos_effects",
            ])
        let decisions = top.object("decision_making", known: ["when_to_respond", "when_to_use_tools"])
        let doubt = top.object(
            "anti_hallucination", known: ["mode", "tool_enforcement", "admit_uncertainty", "confidence_threshold"])

        isSpontaneous = spontaneity?.flag(ifAny: "enabled") ?? false
        interjectionChance = spontaneity?.number(ifAny: "random_interjection_chance", in: 0...1) ?? 0
        chaosChance = spontaneity?.number(ifAny: "chaos_moment_chance", in: 0...1) ?? 0
        nonSequiturChance = spontaneity?.number(ifAny: "non_sequitur_chance", in: 0...1) ?? 0
        chaosEffects = spontaneity?.texts(ifAny: "chaos_effects") ?? []
        respondsTo = decisions?.object("when_to_respond", known: nil)?.chances ?? [:]
        usesToolsFor = decisions?.object("when_to_use_tools", known: nil)?.chances ?? [:]
        confidenceThreshold = doubt?.number(ifAny: "confidence_threshold", in: 0...1) ?? 0.6
    }
}

extension Fields {
    /// Every member as a chance from 0 to 1, written as a number, a word or true and false.
    fileprivate var chances: [String: Double] {
        Dictionary(all.map { ($0.name, chance(of: $0)) }, uniquingKeysWith: { _, last in last })
    }

    private static var words: KeyValuePairs<String, Double> {
        ["always": 1, "usually": 0.7, "sometimes": 0.4, "rarely": 0.1, "never": 0]
    }

    private func chance(of member: MarkedJSON.Member) -> Double {
        switch member.value.value {
        case .number(let chance) where (0...1).contains(chance): return chance
        case .bool(let flag): return flag ? 1 : 0
        case .string(let word):
            if let chance = Self.words.first(where: { $0.key == word })?.value { return chance }
        default: break
        }
        let words = Self.words.map(\.key).joined(separator: ", ")
        log.warn(
            member.value.line,
            "“\(member.name.prefix(60))” wants a number from 0 to 1 or one of \(words); taken as sometimes")
        return 0.4
    }
}
