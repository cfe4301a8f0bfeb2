package import AsyncHTTPClient
package import Foundation
package import Inference
import NIOHTTP1
package import Telemetry

/// A model behind an [OpenAI-compatible](https://platform.openai.com/docs/api-reference/chat) `chat/completions`.
package struct OpenAILanguageModel: LanguageModel {
    /// Whose dialect the server speaks: they differ in what they take and tell beyond the common part.
    package enum Flavour: Sendable {
        case openAI
        /// https://openrouter.ai/docs/api-reference/overview
        case openRouter
        /// llama.cpp's own server.
        case llamaServer
        /// vLLM, LM Studio and others: only what all of them take.
        case generic

        /// That of whatever server is at an address.
        package static func spoken(at baseURL: String) -> Flavour {
            URL(string: baseURL)?.host()?.lowercased() == "api.openai.com" ? .openAI : .generic
        }
    }

    package struct Settings: Sendable {
        /// With its version in it: `https://openrouter.ai/api/v1`.
        package var baseURL: String
        package var key: Secret
        /// Empty takes the first that the server lists.
        package var model: String
        package var flavour: Flavour
        /// What errors and metrics call it: `openrouter`.
        package var provider: String
        /// Answers prompts with images; nil where `model` sees for itself or nobody does.
        package var visionModel: String?
        /// What is assumed of the model as far as the server does not say.
        package var guess: ModelTraits
        package var limits = AnswerLimits()

        package init(baseURL: String, key: Secret, model: String, flavour: Flavour, provider: String) {
            self.baseURL = baseURL
            self.key = key
            self.model = model
            self.flavour = flavour
            self.provider = provider
            guess =
                flavour == .openAI
                ? ModelTraits(contextTokens: 128_000, seesImages: true, callsTools: true)
                : ModelTraits(contextTokens: 8_192)
        }
    }

    private let settings: Settings
    private let upstream: Upstream
    private let memory: TraitsMemory
    private let model: ModelName

    package init(
        _ settings: Settings, client: HTTPClient, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.settings = settings
        upstream = Upstream(
            provider: settings.provider, base: settings.baseURL, key: settings.key, headers: Self.headers(settings),
            client: client, limits: settings.limits, now: now)
        memory = TraitsMemory(guess: settings.traits(from: nil))
        model = ModelName(settings.model)
    }

    package var name: String { model.current.isEmpty ? settings.provider : "\(settings.provider)/\(model.current)" }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        let reader = ChatReplyReader(faults: upstream.faults, limit: settings.limits.messageBytes)
        return HTTPReply(upstream: upstream, path: "/chat/completions", reader: reader) {
            var settings = settings
            settings.model = try await knownModel()
            return ChatRequest.body(prompt, settings)
        }
    }

    private func knownModel() async throws -> String {
        let current = model.current
        if !current.isEmpty { return current }
        guard let found = model.found(in: try await models()) else {
            throw InferenceError.noModel(reason: "\(settings.provider) lists no model")
        }
        return found
    }

    package var traits: ModelTraits {
        get async {
            await memory.traits {
                let list = try await upstream.fetch(ChatModelList.self, .GET, "/models", within: .seconds(3))
                let name = model.found(in: list.data.map(\.id))
                let entry = list.data.first { $0.id == name } ?? (list.data.count == 1 ? list.data.first : nil)
                return settings.traits(from: entry)
            }
        }
    }

    /// The models that the server names; some have none to name.
    package func models() async throws -> [String] {
        try await upstream.fetch(ChatModelList.self, .GET, "/models").data.map(\.id)
    }

    /// Whether the server answers, takes the key and has the model.
    package func state() async -> EngineState {
        do {
            // Its list is open to everybody, whatever the key.
            if settings.flavour == .openRouter { _ = try await upstream.fetch(JSONValue.self, .GET, "/key") }
            let models = try await models()
            guard let name = model.found(in: models) else { return .missing("\(settings.provider) lists no model.") }
            // A llama.cpp server has one model and answers to any name.
            let isListed = settings.flavour == .llamaServer || models.isEmpty || models.contains(name)
            return isListed ? .ready : .missing("\(settings.provider) has no model “\(name)”.")
        } catch InferenceError.loading {
            return .loading("loading \(model.current)")
        } catch {
            return .failed("\(settings.provider) at \(settings.baseURL): \(FaultWords.sentence(for: error))")
        }
    }

    private static func headers(_ settings: Settings) -> HTTPHeaders {
        switch settings.flavour {
        case .openRouter:
            ["x-title": "Acore"]
        // It closes idle connections after five seconds; a new one costs nothing on loopback, a lost race an answer.
        case .llamaServer: ["connection": "close"]
        case .openAI, .generic: [:]
        }
    }
}

extension OpenAILanguageModel.Settings {
    fileprivate func traits(from entry: ChatModelList.Entry?) -> ModelTraits {
        ModelTraits(
            contextTokens: entry?.contextTokens ?? guess.contextTokens,
            billionParameters: entry?.billionParameters ?? guess.billionParameters,
            seesImages: visionModel != nil
                || entry?.architecture?.inputModalities?.contains("image") ?? guess.seesImages,
            callsTools: entry?.supportedParameters?.contains("tools") ?? guess.callsTools)
    }
}
