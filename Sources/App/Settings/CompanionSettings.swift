import Companion
import Foundation

/// Who the companion is and what it keeps of a talk.
struct CompanionSettings: Sendable {
    private static let group = SettingGroup(name: "Companion")

    static let character = group.text(
        "CHARACTER", default: "assistant", when: .now, "Who answers where nobody was chosen.")
    static let framework = group.text(
        "FRAMEWORK", when: .now, "How it behaves: neuro, assistant, caring or chaotic. Empty: the character's own.")
    static let systemPrompt = group.text("SYSTEM_PROMPT", when: .now, "Replaces the personas' prompts; one line.")
    static let systemPromptFile = group.text(
        "SYSTEM_PROMPT_FILE", kind: .path, "A file with the text for SYSTEM_PROMPT, of any number of lines.")
    static let historyEnabled = group.flag(
        "CHAT_HISTORY_ENABLED", true, when: .now, "Whether what was said before is told to the model.")
    static let historyLimit = group.integer(
        "CHAT_HISTORY_MAX_MESSAGES", 20, in: 1...64, when: .now, "Messages of a talk that are told to the model.")
    static let cleansThinking = group.flag(
        "CLEAN_THINKING_OUTPUT", true, when: .now,
        "Whether thinking that a model writes into its answer is taken out.")
    static let timeZone = group.text(
        "TIME_ZONE", default: TimeZone.current.identifier, kind: .timeZone, when: .now,
        "Where people are who did not say.")

    static let keys = [
        Self.character.definition, Self.framework.definition, Self.systemPrompt.definition,
        Self.systemPromptFile.definition,
        Self.historyEnabled.definition, Self.historyLimit.definition, Self.cleansThinking.definition,
        Self.timeZone.definition,
    ]

    let reply: @Sendable (ModelSettings) -> ReplySettings

    static func fault(in values: SettingValues) -> SettingFault? {
        let name = systemPromptFile.definition.name
        guard let entry = values.entry(of: name), TextFile.read(entry.text) == nil else { return nil }
        return SettingFault(description: "\(entry.origin): \(name): \(TextFile.remedy)")
    }

    init(_ values: SettingValues) {
        let file = values.entry(of: Self.systemPromptFile.definition.name)
        // A file that cannot be read is a fault, and nothing starts with one.
        let fromFile = file.flatMap { TextFile.read($0.text) } ?? ""
        let prompt = values.isSet("SYSTEM_PROMPT") ? values[Self.systemPrompt] : fromFile
        let framework = values[Self.framework]
        reply = { models in
            ReplySettings(
                persona: PersonaID(character: values[Self.character], framework: framework.isEmpty ? nil : framework),
                systemPrompt: prompt, sampling: models.sampling, defaultSampling: models.defaultSampling,
                historyLimit: values[Self.historyEnabled] ? values[Self.historyLimit] : 0,
                cleansThinking: values[Self.cleansThinking],
                timeZone: TimeZone(identifier: values[Self.timeZone]) ?? .current)
        }
    }
}
