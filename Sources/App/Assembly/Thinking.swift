import AsyncHTTPClient
import Companion
import Engines
import Foundation
import Inference
import ServiceLifecycle
import Telemetry

/// The language models, wrapped: what the responder asks, and what has to run for it.
struct Thinking {
    let model: any LanguageModel
    /// Children to supervise.
    let services: [any Service]
    /// Those that may be asked first without a new start.
    let providers: Set<ModelSettings.Choice.Provider>
    /// How each engine is doing.
    let states: EngineStates
    /// Forgets stored answers: somebody's words are deleted.
    let forget: @Sendable () -> Void
    /// Ends what is under way and writes down what was spent.
    let shutdown: @Sendable () async -> Void

    /// `Cached(SharedFlight(Budgeted(Routed(fast: Fallback([Limited…]), strong: ChosenModel([Fallback([Limited…])…])))))`
    ///
    /// - Parameters:
    ///   - chosen: who is asked first now; nil: who was when the program started.
    ///   - limits: of what may be spent, as they are now.
    init(
        _ settings: ModelSettings, places: Places, client: HTTPClient, ledger: any SpendLedger,
        chosen: (@Sendable () -> ModelSettings.Choice.Provider)? = nil,
        limits: @escaping @Sendable () -> BudgetLimits, today: @escaping @Sendable () -> String
    ) {
        let values = settings.values
        var engines = EngineShelf(settings, places: places, client: client)
        let choices = [settings.main] + settings.fallbacks
        let first = engines.fallback(choices)
        var ready: [ModelSettings.Choice.Provider: any LanguageModel] = [settings.main.provider: first]
        // The embedded model is a child that runs only where it may be asked.
        for provider in ModelSettings.Choice.Provider.allCases
        where chosen != nil && ready[provider] == nil && settings.missing(for: provider) == nil
            && (provider != .embedded || choices.contains { $0.provider == .embedded })
        {
            ready[provider] = engines.fallback([.init(provider: provider)] + choices)
        }
        providers = Set(ready.keys)
        let main = settings.main.provider
        let usual = ChosenModel(models: ready, usual: first, chosen: chosen ?? { main })
        var answering: any LanguageModel = usual
        if values[ModelSettings.routingEnabled] {
            answering = Routed(
                fast: values[ModelSettings.fastModel].map { engines.fallback([$0] + choices) } ?? usual,
                strong: values[ModelSettings.strongModel].map { engines.fallback([$0] + choices) } ?? usual,
                threshold: values[ModelSettings.routingThreshold])
        }
        let budgeted = Budgeted(
            answering, ledger: ledger, limits: limits, dearest: engines.dearest,
            today: today)
        let flight = SharedFlight(budgeted)
        let cached = Cached(
            flight, lifetime: .seconds(values[ModelSettings.cacheTTL]), capacity: values[ModelSettings.cacheSize])
        model = values[ModelSettings.cacheEnabled] ? cached : flight
        services = engines.services
        states = EngineStates(engines.probes)
        forget = {
            cached.clear()
            flight.forget()
        }
        shutdown = {
            await flight.shutdown()
            await budgeted.settled()
        }
    }
}

/// Every engine once, and one gate for each provider: two routes to it share what it allows.
private struct EngineShelf {
    private let settings: ModelSettings
    private let places: Places
    private let client: HTTPClient
    private var limited: [String: any LanguageModel] = [:]
    private var gates: [ModelSettings.Choice.Provider: Gate] = [:]
    private(set) var services: [any Service] = []
    private(set) var probes: [EngineStates.Probe] = []
    private(set) var dearest = ModelPrice.free

    init(_ settings: ModelSettings, places: Places, client: HTTPClient) {
        self.settings = settings
        self.places = places
        self.client = client
    }

    mutating func fallback(_ choices: [ModelSettings.Choice]) -> Fallback {
        var seen = Set<String>()
        return Fallback(choices.filter { seen.insert(settings.name(of: $0)).inserted }.map { model($0) })
    }

    private mutating func model(_ choice: ModelSettings.Choice) -> any LanguageModel {
        let name = settings.name(of: choice)
        if let model = limited[name] { return model }
        let price = settings.price(of: choice)
        if let price { dearest = dearest.joined(with: price) }
        let model = Limited(Metered(engine(choice), price: price), gate(of: choice.provider))
        limited[name] = model
        return model
    }

    private mutating func gate(of provider: ModelSettings.Choice.Provider) -> Gate {
        if let gate = gates[provider] { return gate }
        let (concurrent, perMinute) = settings.rate(of: provider)
        let gate = Gate(provider: provider.rawValue, concurrent: concurrent, perMinute: perMinute)
        gates[provider] = gate
        return gate
    }

    private mutating func engine(_ choice: ModelSettings.Choice) -> any LanguageModel {
        switch choice.provider {
        case .embedded: embedded()
        case .ollama: ollama(choice)
        case .openrouter: openRouter(choice)
        case .openai: openAI(choice)
        }
    }

    private mutating func ollama(_ choice: ModelSettings.Choice) -> any LanguageModel {
        let values = settings.values
        var ollama = OllamaLanguageModel.Settings(
            host: values[ModelSettings.ollamaHost], model: settings.model(of: choice),
            visionModel: vision(ModelSettings.visionModel))
        ollama.limits = settings.limits
        let model = OllamaLanguageModel(ollama, client: client)
        probes.append(.remote(model) { await model.state() })
        return model
    }

    private mutating func openRouter(_ choice: ModelSettings.Choice) -> any LanguageModel {
        let values = settings.values
        return compatible(
            .init(
                baseURL: values[ModelSettings.openRouterURL], key: Secret(values[ModelSettings.openRouterKey]),
                model: settings.model(of: choice), flavour: .openRouter,
                provider: "openrouter"),
            vision: vision(ModelSettings.openRouterVisionModel))
    }

    private mutating func openAI(_ choice: ModelSettings.Choice) -> any LanguageModel {
        let values = settings.values
        let url = values[ModelSettings.openAIURL]
        return compatible(
            .init(
                baseURL: url, key: Secret(values[ModelSettings.openAIKey]), model: settings.model(of: choice),
                flavour: .spoken(at: url), provider: "openai"),
            vision: vision(ModelSettings.openAIVisionModel))
    }

    private mutating func compatible(
        _ given: OpenAILanguageModel.Settings, vision: String?
    ) -> any LanguageModel {
        var given = given
        given.visionModel = vision
        given.limits = settings.limits
        let model = OpenAILanguageModel(given, client: client)
        probes.append(.remote(model) { await model.state() })
        return model
    }

    private func vision(_ setting: Setting<String>) -> String? {
        guard settings.values[ModelSettings.visionEnabled] else { return nil }
        let name = settings.values[setting]
        return name.isEmpty ? nil : name
    }

    private mutating func embedded() -> any LanguageModel {
        let model = EmbeddedLanguageModel(settings.embedded(in: places), client: client)
        services.append(model)
        probes.append(.child(model.name) { model.state })
        return model
    }
}
