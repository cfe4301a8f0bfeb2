import Foundation
import Inference
import Telemetry

/// Which language models think, how, and at what cost.
struct ModelSettings: Sendable {
    private static let group = SettingGroup(name: "Language model")
    private static let routes = SettingGroup(name: "Routing and fallback")
    private static let limits = SettingGroup(name: "Limits and budgets")

    static let provider = group.text(
        "LLM_PROVIDER", kind: .choice(["embedded", "ollama", "openrouter", "openai"]),
        "Who thinks. Empty: OpenRouter if its key is set, else Ollama if OLLAMA_HOST or OLLAMA_MODEL is set, else OPENAI_URL if set, else the embedded model."
    )
    static let ollamaHost = group.text(
        "OLLAMA_HOST", default: "http://localhost:11434", kind: .ollamaHost, "Where Ollama listens.")
    static let ollamaModel = group.text("OLLAMA_MODEL", default: "llama3.2", "The Ollama model to talk with.")
    static let openAIURL = group.text(
        "OPENAI_URL", kind: .url,
        "An OpenAI-compatible server, such as http://localhost:1234/v1 (LM Studio, llama.cpp, vLLM).")
    static let openAIKey = group.text("OPENAI_API_KEY", kind: .secret, "Its key, where it wants one.")
    static let openAIModel = group.text("OPENAI_MODEL", "Its model; empty takes the first one it lists.")
    static let openRouterKey = group.text("OPENROUTER_API_KEY", kind: .secret, "Your key from openrouter.ai.")
    static let openRouterModel = group.text(
        "OPENROUTER_MODEL", default: "nousresearch/hermes-3-llama-3.1-405b", "The OpenRouter model to talk with.")
    static let openRouterURL = group.text(
        "OPENROUTER_URL", default: "https://openrouter.ai/api/v1", kind: .url, "Where OpenRouter's API lies.")
    static let visionEnabled = group.flag("VISION_ENABLED", true, "Whether pictures are shown to a model that can see.")
    static let visionModel = group.text(
        "VISION_MODEL", default: "llava", "Ollama's model for pictures. Empty: the talking model, where it can see.")
    static let openRouterVisionModel = group.text("OPENROUTER_VISION_MODEL", "OpenRouter's model for pictures.")
    static let openAIVisionModel = group.text(
        "OPENAI_VISION_MODEL", "The OpenAI-compatible server's model for pictures.")

    static let temperature = group.decimal(
        "OLLAMA_TEMPERATURE", 1.17, in: 0...2, when: .now,
        "How freely words are chosen, for every provider; 0 always takes the likeliest. Unset, the persona decides, and small models get 0.5."
    )
    static let maxTokens = group.integer(
        "OLLAMA_MAX_TOKENS", 500, in: 1...100_000, when: .now, "The longest answer, in tokens.")
    static let minP = group.decimal(
        "OLLAMA_MIN_P", 0.075, in: 0...1, when: .now, "Leaves out words less likely than this share of the likeliest.")
    static let topK = group.integer("OLLAMA_TOP_K", 50, in: 1...1000, when: .now, "Considers only so many words.")
    static let repeatPenalty = group.decimal(
        "OLLAMA_REPEAT_PENALTY", 1.1, in: 0...2, when: .now, "Makes repeated words less likely.")
    static let frequencyPenalty = group.decimal(
        "LLM_FREQUENCY_PENALTY", 0, in: -2...2, when: .now, "The same, growing with each use.")
    static let presencePenalty = group.decimal(
        "LLM_PRESENCE_PENALTY", 0, in: -2...2, when: .now, "The same, once used at all.")
    static let topP = group.decimal(
        "LLM_TOP_P", 1, in: 0...1, when: .now, "Considers only the likeliest words up to this share.")

    static let llamaServer = group.text(
        "LLAMA_SERVER", kind: .path, "A llama-server program to run instead of the embedded runtime.")
    static let llamaModel = group.text("LLAMA_MODEL", kind: .path, "A GGUF file to run instead of the embedded model.")
    static let llamaThreads = group.integer(
        "LLAMA_THREADS", 1, in: 1...256,
        "Threads of the embedded model. More than one only helps where that many cores are idle.")
    static let llamaContext = group.integer(
        "LLAMA_CONTEXT", 2048, in: 256...131_072, "Tokens the embedded model reads at once.")

    static let firstTokenTimeout = limits.integer(
        "LLM_FIRST_TOKEN_TIMEOUT", 30, in: 1...600,
        "Seconds to wait for a model's first word before the next model is asked.")
    static let idleTimeout = limits.integer(
        "LLM_IDLE_TIMEOUT", 20, in: 1...600, "Seconds a model may fall silent in mid-answer.")
    static let totalTimeout = limits.integer("LLM_TOTAL_TIMEOUT", 180, in: 1...3600, "Seconds for a whole answer.")
    static let maxConcurrent = limits.integer(
        "LLM_MAX_CONCURRENT", 5, in: 1...1000, "Calls at the same time, for each provider.")
    static let requestsPerMinute = limits.integer(
        "LLM_REQUESTS_PER_MINUTE", 60, in: 1...100_000, "Calls a minute, for each provider.")
    static let openRouterMaxConcurrent = limits.integer(
        "OPENROUTER_MAX_CONCURRENT", 3, in: 1...1000, "Calls to OpenRouter at the same time.")
    static let openRouterRequestsPerMinute = limits.integer(
        "OPENROUTER_REQUESTS_PER_MINUTE", 20, in: 1...100_000, "Calls to OpenRouter a minute.")
    static let userTokens = limits.integer(
        "BUDGET_USER_DAILY_TOKENS", 0, in: 0...1_000_000_000, when: .now,
        "Tokens one person may use a day; 0 is no limit.")
    static let placeTokens = limits.integer(
        "BUDGET_PLACE_DAILY_TOKENS", 0, in: 0...1_000_000_000, when: .now,
        "Tokens one place may use a day; 0 is no limit.")
    static let totalTokens = limits.integer(
        "BUDGET_DAILY_TOKENS", 0, in: 0...1_000_000_000, when: .now,
        "Tokens everybody together may use a day; 0 is no limit.")
    static let userDollars = limits.decimal(
        "BUDGET_USER_DAILY_DOLLARS", 0, in: 0...100_000, when: .now,
        "US dollars one person may use a day; 0 is no limit. OpenRouter says what an answer cost; for others see LLM_PRICES."
    )
    static let placeDollars = limits.decimal(
        "BUDGET_PLACE_DAILY_DOLLARS", 0, in: 0...100_000, when: .now,
        "US dollars one place may use a day; 0 is no limit.")
    static let totalDollars = limits.decimal(
        "BUDGET_DAILY_DOLLARS", 0, in: 0...100_000, when: .now,
        "US dollars everybody together may use a day; 0 is no limit.")
    static let prices = limits.prices(
        "LLM_PRICES",
        "US dollars for a million tokens read and written, for models whose name begins so: openai/gpt-4o=2.5/10.")

    static let cacheEnabled = routes.flag(
        "LLM_CACHE_ENABLED", true, "Whether equal questions may get a stored answer, where a repeat is right.")
    static let cacheTTL = routes.integer("LLM_CACHE_TTL", 300, in: 1...86_400, "Seconds a stored answer is good for.")
    static let cacheSize = routes.integer("LLM_CACHE_MAX_SIZE", 1000, in: 1...1_000_000, "Stored answers at the most.")
    static let fallbackModels = routes.models(
        "LLM_FALLBACK_MODELS",
        "Who answers when the provider does not, in order: provider:model, such as ollama:llama3.2, embedded.")
    static let routingEnabled = routes.flag(
        "LLM_ROUTING_ENABLED", false,
        "Whether simple questions go to the fast model and hard ones to the strong one. A character whose file says "
            + "`\"routing\": \"fast\"` or `\"strong\"` always gets that one.")
    static let routingThreshold = routes.decimal(
        "LLM_ROUTING_THRESHOLD", 0.3, in: 0...1, "Questions scored below it are simple.")
    static let fastModel = routes.model("LLM_FAST_MODEL", "The fast model, as provider:model. Empty: the usual one.")
    static let strongModel = routes.model(
        "LLM_STRONG_MODEL", "The strong model, as provider:model. Empty: the usual one.")

    static let keys: [SettingDefinition] = [
        Self.provider.definition, Self.ollamaHost.definition, Self.ollamaModel.definition, Self.openAIURL.definition,
        Self.openAIKey.definition,
        Self.openAIModel.definition, Self.openRouterKey.definition, Self.openRouterModel.definition,
        Self.openRouterURL.definition,
        Self.visionEnabled.definition, Self.visionModel.definition, Self.openRouterVisionModel.definition,
        Self.openAIVisionModel.definition,
        Self.temperature.definition, Self.maxTokens.definition, Self.minP.definition, Self.topK.definition,
        Self.repeatPenalty.definition,
        Self.frequencyPenalty.definition, Self.presencePenalty.definition, Self.topP.definition,
        Self.llamaServer.definition,
        Self.llamaModel.definition, Self.llamaThreads.definition, Self.llamaContext.definition,
        Self.cacheEnabled.definition,
        Self.cacheTTL.definition, Self.cacheSize.definition, Self.fallbackModels.definition,
        Self.routingEnabled.definition,
        Self.routingThreshold.definition, Self.fastModel.definition, Self.strongModel.definition,
        Self.firstTokenTimeout.definition,
        Self.idleTimeout.definition, Self.totalTimeout.definition, Self.maxConcurrent.definition,
        Self.requestsPerMinute.definition,
        Self.openRouterMaxConcurrent.definition, Self.openRouterRequestsPerMinute.definition,
        Self.userTokens.definition,
        Self.placeTokens.definition, Self.totalTokens.definition, Self.userDollars.definition,
        Self.placeDollars.definition,
        Self.totalDollars.definition, Self.prices.definition,
    ]

    /// A provider, and its model where another than the configured one is meant.
    struct Choice: Sendable, Hashable {
        enum Provider: String, Sendable, CaseIterable { case embedded, ollama, openrouter, openai }
        var provider: Provider
        var model: String?

        /// Reads `ollama:llama3.2` or `embedded`, which has no second model.
        init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 1)
            guard let provider = parts.first.flatMap({ Provider(rawValue: $0.lowercased()) }) else { return nil }
            if provider == .embedded, parts.count > 1 { return nil }
            self.init(provider: provider, model: parts.dropFirst().first.map(String.init))
        }

        init(provider: Provider, model: String? = nil) {
            self.provider = provider
            self.model = model
        }
    }

    let values: SettingValues
    let main: Choice
    let fallbacks: [Choice]

    init(_ values: SettingValues) {
        self.values = values
        main = Self.choice(values)
        fallbacks = values[Self.fallbackModels]
    }

    /// Nothing but the defaults: the program may offer an Ollama that already runs.
    var isUnconfigured: Bool {
        main.provider == .embedded && !values.isSet("LLM_PROVIDER") && !values.isSet("LLAMA_MODEL")
    }

    private static func choice(_ values: SettingValues) -> Choice {
        if let chosen = Choice(values[provider]) { return chosen }
        let others: [Choice.Provider] = [.openrouter, .ollama, .openai]
        return Choice(provider: others.first { values.isAnySet($0.settings) } ?? .embedded)
    }

    /// What was set, and only that: a persona may decide the rest.
    var sampling: Sampling { sampling(where: values.isSet) }

    var defaultSampling: Sampling { sampling(where: { _ in true }) }

    private func sampling(where holds: (String) -> Bool) -> Sampling {
        func value<Value>(_ setting: Setting<Value>) -> Value? {
            holds(setting.definition.name) ? values[setting] : nil
        }
        var sampling = Sampling(temperature: value(Self.temperature), maxTokens: value(Self.maxTokens))
        sampling.minP = value(Self.minP)
        sampling.topK = value(Self.topK)
        sampling.topP = value(Self.topP)
        sampling.repeatPenalty = value(Self.repeatPenalty)
        sampling.frequencyPenalty = value(Self.frequencyPenalty)
        sampling.presencePenalty = value(Self.presencePenalty)
        return sampling
    }
}
