package import AsyncHTTPClient
import Foundation
package import Inference
import NIOHTTP1

/// A model of an Ollama server, by its [own API](https://github.com/ollama/ollama/blob/main/docs/api.md).
package struct OllamaLanguageModel: LanguageModel {
    package struct Settings: Sendable {
        /// The server: `http://localhost:11434`.
        package var host: String
        package var model: String
        /// Answers prompts with images; nil where `model` sees for itself.
        package var visionModel: String?
        /// The window that Ollama is asked to make, in tokens; more takes memory.
        package var contextTokens = 4096
        package var limits = AnswerLimits()
        /// What errors and metrics call it.
        package var provider = "ollama"

        package init(host: String, model: String, visionModel: String? = nil) {
            self.host = host
            self.model = model
            self.visionModel = visionModel
        }
    }

    private let settings: Settings
    private let upstream: Upstream
    private let memory: TraitsMemory

    package init(_ settings: Settings, client: HTTPClient) {
        self.settings = settings
        upstream = Upstream(
            provider: settings.provider, base: settings.host, client: client, limits: settings.limits)
        memory = TraitsMemory(
            guess: ModelTraits(contextTokens: settings.contextTokens, seesImages: settings.visionModel != nil))
    }

    package var name: String { "\(settings.provider)/\(settings.model)" }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        let reader = OllamaReplyReader(faults: upstream.faults, limit: settings.limits.messageBytes)
        return HTTPReply(upstream: upstream, path: "/api/chat", reader: reader) {
            OllamaRequest.body(prompt, settings)
        }
    }

    package var traits: ModelTraits {
        get async {
            await memory.traits {
                let answer = try await upstream.fetch(
                    OllamaShow.self, .POST, "/api/show", body: ["model": .string(settings.model)],
                    within: .seconds(3))
                return answer.traits(window: settings.contextTokens, hasVisionModel: settings.visionModel != nil)
            }
        }
    }

    /// The models that are installed, by name.
    package func models() async throws -> [String] {
        try await upstream.fetch(OllamaTags.self, .GET, "/api/tags").models.map(\.name)
    }

    /// Whether the server answers and has the model.
    package func state() async -> EngineState {
        do {
            let models = try await models()
            let wanted = settings.model.contains(":") ? settings.model : settings.model + ":latest"
            guard models.contains(wanted) || models.contains(settings.model) else {
                return .missing("Ollama has no model “\(settings.model)”. Run: ollama pull \(settings.model)")
            }
            return .ready
        } catch {
            return .failed("Ollama at \(settings.host): \(FaultWords.sentence(for: error))")
        }
    }
}
