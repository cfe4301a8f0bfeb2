import Inference

extension LoreEntry {
    typealias Field = LoreField<LoreEntry>

    /// Every field of an entry, with its names in both shapes.
    static let fields: [Field] = [
        field(\.keys, [.top("key", .keys), .alias(.top("keys"), .keys)], [.top("keys", .keys)]),
        field(
            \.secondaryKeys, [.top("keysecondary", .keys), .alias(.top("secondary_keys"), .keys)],
            [.top("secondary_keys", .keys)]),
        field(\.comment, [.top("comment", .text)], [.top("comment", .text)]),
        field(\.content, [.top("content", .content)], [.top("content", .content)]),
        field(\.isConstant, [.top("constant", .flag)], [.top("constant", .flag)]),
        field(\.isSelective, [.top("selective", .flag)], [.top("selective", .flag)]),
        field(\.order, [.top("order", .number(anyOrder))], [.top("insertion_order", .number(anyOrder))]),
        field(
            \.isEnabled, [.top("disable", .negated), .alias(.top("enabled"), .flag)], [.top("enabled", .flag)]),
        field(
            \.position, [.top("position", .position)],
            [.extra("position", .position), .top("position", .positionWord)]),
        field(
            \.isCaseSensitive, [.top("caseSensitive", .choice), .alias(.top("case_sensitive"), .choice)],
            [.extra("case_sensitive", .choice), .top("case_sensitive", .choiceIfAny)]),
        field(
            \.isVectorized, [.top("vectorized", .flag), .alias(.top("semantic_enabled"), .flag)],
            [.extra("vectorized", .flag)]),
        extra(\.excludesRecursion, "excludeRecursion", "exclude_recursion", .flag),
        extra(\.preventsRecursion, "preventRecursion", "prevent_recursion", .flag),
        extra(\.recursionDelay, "delayUntilRecursion", "delay_until_recursion", .level),
        extra(\.probability, "probability", "probability", .number(0...100)),
        extra(\.usesProbability, "useProbability", "useProbability", .flag),
        extra(\.depth, "depth", "depth", .whole(0...10_000)),
        extra(\.role, "role", "role", .numbered("role")),
        extra(\.outlet, "outletName", "outlet_name", .text),
        extra(\.logic, "selectiveLogic", "selectiveLogic", .numbered("logic")),
        extra(\.group, "group", "group", .text),
        extra(\.hasGroupPriority, "groupOverride", "group_override", .flag),
        extra(\.groupWeight, "groupWeight", "group_weight", .number(0...1_000_000)),
        extra(\.usesGroupScoring, "useGroupScoring", "use_group_scoring", .choice),
        extra(\.scanDepth, "scanDepth", "scan_depth", .choice(0...1_000, writingNull: true)),
        extra(\.matchesWholeWords, "matchWholeWords", "match_whole_words", .choice),
        extra(\.sticky, "sticky", "sticky", .whole(messages)),
        extra(\.cooldown, "cooldown", "cooldown", .whole(messages)),
        extra(\.delay, "delay", "delay", .whole(messages)),
        extra(\.ignoresBudget, "ignoreBudget", "ignore_budget", .flag),
    ]

    /// Members that have no meaning here but a place in both shapes.
    static let carried: [(worldInfo: LoreSpot, characterBook: LoreSpot)] = [
        (.top("uid"), .top("id")),
        (.top("displayIndex"), .extra("display_index")),
        (.top("automationId"), .extra("automation_id")),
        (.top("triggers"), .extra("triggers")),
        (.top("matchPersonaDescription"), .extra("match_persona_description")),
        (.top("matchCharacterDescription"), .extra("match_character_description")),
        (.top("matchCharacterPersonality"), .extra("match_character_personality")),
        (.top("matchCharacterDepthPrompt"), .extra("match_character_depth_prompt")),
        (.top("matchScenario"), .extra("match_scenario")),
        (.top("matchCreatorNotes"), .extra("match_creator_notes")),
    ]

    private static var messages: ClosedRange<Int> { 0...1_000_000 }
    /// As far as whole numbers are exact.
    private static var anyOrder: ClosedRange<Double> { -9_007_199_254_740_992...9_007_199_254_740_992 }

    private static func field<Value: Equatable & Sendable>(
        _ path: any WritableKeyPath<LoreEntry, Value> & Sendable, _ worldInfo: [LoreSpelling<Value>],
        _ characterBook: [LoreSpelling<Value>]
    ) -> Field {
        Field(path, worldInfo: worldInfo, characterBook: characterBook) { LoreEntry(id: 0, in: $0) }
    }

    /// A setting of SillyTavern, which card formats know nothing of.
    private static func extra<Value: Equatable & Sendable>(
        _ path: any WritableKeyPath<LoreEntry, Value> & Sendable, _ worldInfo: String, _ characterBook: String,
        _ codec: LoreCodec<Value>
    ) -> Field {
        field(path, [.top(worldInfo, codec)], [.extra(characterBook, codec)])
    }
}
