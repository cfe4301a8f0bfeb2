import AsyncHTTPClient
import Foundation
import Inference
import Synchronization
import Testing

@testable import App

@Suite struct ChosenModelTests {
    @Test func `the next answer is by the model that was chosen, or by the usual one`() async throws {
        let chosen = Mutex(ModelSettings.Choice.Provider.ollama)
        let ollama = ScriptedLanguageModel(name: "a", .text("a"))
        let openAI = ScriptedLanguageModel(name: "b", .text("b"))
        let model = ChosenModel(models: [.ollama: ollama, .openai: openAI], usual: ollama) { chosen.withLock(\.self) }
        for (provider, name) in [(ModelSettings.Choice.Provider.openai, "b"), (.ollama, "a"), (.openrouter, "a")] {
            chosen.withLock { $0 = provider }
            #expect(model.name == name)
            var said = ""
            for try await part in try await model.reply(to: Prompt(system: "", messages: [.init(.user, "hi")])) {
                if case .text(let text) = part { said += text }
            }
            #expect(said == name)
        }
    }

    @Test func `what is set up stands ready, the embedded model only where it runs anyway`() async throws {
        let settings = settings(["OLLAMA_MODEL": "x", "OPENAI_URL": "http://127.0.0.1:9/v1", "OPENAI_MODEL": "y"])
        let chosen = Mutex(ModelSettings.Choice.Provider.ollama)
        let thinking = Thinking(
            settings, places: Places(settings.values), client: .shared, ledger: InMemorySpendLedger(),
            chosen: { chosen.withLock(\.self) }, limits: { .none }, today: { "" })
        #expect(thinking.providers == [.ollama, .openai])
        #expect(thinking.services.isEmpty)
        #expect(thinking.model.name == "ollama/x")
        chosen.withLock { $0 = .openai }
        #expect(thinking.model.name == "openai/y")
        chosen.withLock { $0 = .embedded }
        #expect(thinking.model.name == "ollama/x")
        await thinking.shutdown()
    }

    @Test func `what was never set up says what is missing`() {
        let settings = settings(["OLLAMA_MODEL": "x", "LLM_FALLBACK_MODELS": "openai:y", "OPENAI_URL": "http://h/v1"])
        #expect(settings.missing(for: .ollama) == nil)
        #expect(settings.missing(for: .openai) == nil)
        #expect(settings.missing(for: .embedded) == nil)
        #expect(settings.missing(for: .openrouter) == "OPENROUTER_API_KEY")
    }

    private func settings(_ variables: [String: String]) -> ModelSettings {
        ModelSettings(SettingValues([.environment(variables)]))
    }
}
