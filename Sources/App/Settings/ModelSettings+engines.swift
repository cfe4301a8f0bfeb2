import Engines
import Foundation
import Inference

extension ModelSettings {
    var limits: AnswerLimits {
        var limits = AnswerLimits()
        limits.firstToken = .seconds(values[Self.firstTokenTimeout])
        limits.nextToken = .seconds(values[Self.idleTimeout])
        limits.whole = .seconds(values[Self.totalTimeout])
        return limits
    }

    /// Which of its provider's models is meant; empty where the provider decides.
    func model(of choice: Choice) -> String {
        switch choice.provider {
        case .embedded: ""
        case .ollama: choice.model ?? values[Self.ollamaModel]
        case .openrouter: choice.model ?? values[Self.openRouterModel]
        case .openai: choice.model ?? values[Self.openAIModel]
        }
    }

    /// Equal where two choices mean the same model: `openai/gpt-4o`.
    func name(of choice: Choice) -> String { "\(choice.provider.rawValue)/\(model(of: choice))" }

    /// What has to be set before a provider can be asked; nil where that was done.
    func missing(for provider: Choice.Provider) -> String? {
        guard provider != main.provider, !fallbacks.contains(where: { $0.provider == provider }) else { return nil }
        let needed = provider.settings
        return needed.isEmpty || values.isAnySet(needed) ? nil : needed.joined(separator: " or ")
    }

    /// Calls at once and calls a minute.
    func rate(of provider: Choice.Provider) -> (concurrent: Int, perMinute: Int) {
        switch provider {
        // It writes one reply at a time: the queue is fairer than the server's.
        case .embedded: (1, values[Self.requestsPerMinute])
        case .openrouter: (values[Self.openRouterMaxConcurrent], values[Self.openRouterRequestsPerMinute])
        case .ollama, .openai: (values[Self.maxConcurrent], values[Self.requestsPerMinute])
        }
    }

    func embedded(in places: Places) -> EmbeddedSettings {
        let server = values[Self.llamaServer]
        var settings = EmbeddedSettings(
            home: places.home.path, scripts: places.share?.appending(path: "engines").path ?? "",
            llamaServer: server.isEmpty ? nil : server)
        if values.isSet("LLAMA_MODEL") {
            settings.model = values[Self.llamaModel]
            settings.billionParameters = nil
        }
        settings.contextTokens = values[Self.llamaContext]
        settings.threads = values[Self.llamaThreads]
        settings.limits = limits
        // It reads slowly on a small machine.
        if !values.isSet("LLM_FIRST_TOKEN_TIMEOUT") { settings.limits.firstToken = .seconds(120) }
        return settings
    }

    var budget: BudgetLimits {
        func cap(_ tokens: Setting<Int>, _ dollars: Setting<Double>) -> BudgetLimits.Cap {
            let (tokens, dollars) = (values[tokens], values[dollars])
            return BudgetLimits.Cap(
                tokens: tokens > 0 ? tokens : nil, microdollars: dollars > 0 ? Int(dollars * 1_000_000) : nil)
        }
        return BudgetLimits(
            speaker: cap(Self.userTokens, Self.userDollars), place: cap(Self.placeTokens, Self.placeDollars),
            everyone: cap(Self.totalTokens, Self.totalDollars))
    }
}

extension ModelSettings.Choice.Provider {
    /// Any one of these sets it up; none where there is nothing to set.
    var settings: [String] {
        switch self {
        case .embedded: []
        case .ollama: ["OLLAMA_HOST", "OLLAMA_MODEL"]
        case .openrouter: ["OPENROUTER_API_KEY"]
        case .openai: ["OPENAI_URL"]
        }
    }
}

extension SettingValues {
    func isAnySet(_ names: [String]) -> Bool { names.contains { isSet($0) } }
}
