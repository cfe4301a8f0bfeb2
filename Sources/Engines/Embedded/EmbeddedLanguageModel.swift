package import AsyncHTTPClient
import Foundation
package import Inference
import Logging
import ServiceLifecycle
import Synchronization
import Telemetry

/// The model that comes with the program: a llama.cpp server that runs as our child, on loopback, with a key of its own.
///
/// As a service it keeps the child running; asked while the child loads, it waits for it, within limits.
package final class EmbeddedLanguageModel: LanguageModel, Service {
    package let name: String

    private let settings: EmbeddedSettings
    private let client: HTTPClient
    private let clock: any Clock<Duration>
    private let key: Secret
    private let child: SupervisedChild
    /// The model at the child's current address.
    private let served = Mutex<(address: String, model: OpenAILanguageModel)?>(nil)

    package convenience init(_ settings: EmbeddedSettings, client: HTTPClient) {
        self.init(settings, client: client, clock: ContinuousClock(), logger: Logger(label: "acore.engines"))
    }

    init(
        _ settings: EmbeddedSettings, client: HTTPClient, clock: any Clock<Duration>, logger: Logger,
        adjusting adjust: (inout SupervisedChild.Settings) -> Void = { _ in }
    ) {
        self.settings = settings
        self.client = client
        self.clock = clock
        name = "\(EmbeddedSettings.provider)/\(settings.modelName)"
        key = Secret((0..<4).map { _ in String(UInt64.random(in: 0...(.max)), radix: 36) }.joined())
        var childSettings = SupervisedChild.Settings(
            name: EmbeddedSettings.provider, loading: settings.loading, command: settings.command(key: key))
        adjust(&childSettings)
        child = SupervisedChild(
            childSettings, missing: { settings.missing }, client: client, clock: clock,
            jitter: { .random(in: 0...1) }, logger: logger)
    }

    package var state: EngineState { child.state }

    package var traits: ModelTraits {
        get async {
            guard let address = child.address else { return settings.traits }
            return await model(at: address).traits
        }
    }

    package func run() async throws { try await child.run() }

    /// - Throws: `.loading` where it is not ready within `EmbeddedSettings.readyWithin`, `.noModel` where its files are missing.
    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        let address = try await child.address(within: settings.readyWithin)
        return try await model(at: address).reply(to: prompt)
    }

    private func model(at address: String) -> OpenAILanguageModel {
        served.withLock { served in
            if let served, served.address == address { return served.model }
            var settings = OpenAILanguageModel.Settings(
                baseURL: address + "/v1", key: key, model: settings.modelName, flavour: .llamaServer,
                provider: EmbeddedSettings.provider)
            settings.guess = self.settings.traits
            settings.limits = self.settings.limits
            let model = OpenAILanguageModel(settings, client: client)
            served = (address, model)
            return model
        }
    }
}
