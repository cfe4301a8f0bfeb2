import Companion
import Foundation
import Telemetry

/// How memories are found.
struct MemorySettings: Sendable {
    enum Finder: String { case embedded, ollama, openai, none }

    private static let group = SettingGroup(name: "Memory")

    static let embedder = group.text(
        "EMBEDDER", default: "embedded", kind: .choice(["embedded", "ollama", "openai", "none"]),
        "What finds memories by their meaning; none finds them by their words alone.")
    static let model = group.text(
        "EMBEDDING_MODEL", default: "nomic-embed-text",
        "The embedding model of Ollama or of the OpenAI-compatible server.")
    static let url = group.text(
        "EMBEDDING_URL", kind: .url, "Where embeddings are made. Empty: OLLAMA_HOST or OPENAI_URL.")
    static let key = group.text(
        "EMBEDDING_API_KEY", kind: .secret,
        "The key of EMBEDDING_URL. Where neither is set, OPENAI_API_KEY is sent to OPENAI_URL.")

    static let retention = group.integer(
        "RETENTION_DAYS", Retention.standard.days, in: 0...Retention.range.upperBound, when: .now,
        "Days that what people said is kept word by word, unless a server decided otherwise; 0 is for ever.")

    static let summarizes = group.flag(
        "CONVERSATION_SUMMARIZATION_ENABLED", true, when: .now,
        "Whether the older part of a long talk is summed up, so that answers know of it.")

    static let keys = [
        Self.embedder.definition, Self.model.definition, Self.url.definition, Self.key.definition,
        Self.retention.definition, Self.summarizes.definition,
    ]

    private let values: SettingValues

    init(_ values: SettingValues) { self.values = values }

    var finder: Finder { Finder(rawValue: values[Self.embedder]) ?? .embedded }
    var model: String { values[Self.model] }

    /// How long what people said is kept.
    static func retention(in values: SettingValues) -> Retention { Retention(days: values[retention]) }

    /// Where it is asked, and with which key: another server's never.
    var address: (url: String, key: Secret) {
        guard values[Self.url].isEmpty else { return (values[Self.url], Secret(values[Self.key])) }
        return finder == .ollama
            ? (values[ModelSettings.ollamaHost], Secret(""))
            : (values[ModelSettings.openAIURL], Secret(values[ModelSettings.openAIKey]))
    }

    static func fault(in values: SettingValues) -> SettingFault? {
        let settings = MemorySettings(values)
        guard settings.finder == .openai, settings.address.url.isEmpty else { return nil }
        return SettingFault(description: "EMBEDDER is openai, but neither EMBEDDING_URL nor OPENAI_URL is set")
    }
}
