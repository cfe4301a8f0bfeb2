import Companion
import Dashboard
import Foundation
import Inference
import Storage
import Testing

@testable import App

@Suite struct ModelSettingsTests {
    private func values(_ variables: [String: String]) -> SettingValues { SettingValues([.environment(variables)]) }
    private func settings(_ variables: [String: String]) -> ModelSettings { ModelSettings(values(variables)) }

    // MARK: Models

    @Test func `the configured model and its name are one model`() {
        let settings = settings(["OLLAMA_MODEL": "llama3.2", "LLM_FALLBACK_MODELS": "ollama:llama3.2, ollama:x"])
        #expect(settings.fallbacks.map(settings.name) == ["ollama/llama3.2", "ollama/x"])
        #expect(settings.name(of: settings.main) == "ollama/llama3.2")
    }

    @Test(arguments: [
        ("LLM_FALLBACK_MODELS", "llama3.2"), ("LLM_FALLBACK_MODELS", "ollama:a,olama:b"),
        ("LLM_FALLBACK_MODELS", "embedded:x"), ("LLM_FAST_MODEL", "gpt-4o"), ("LLM_STRONG_MODEL", "anthropic:opus"),
        ("LLM_PRICES", "openai=2.5"), ("LLM_PRICES", "openai/gpt-4o=2.5/10,openrouter/x=1/free"),
        ("LLM_PRICES", "=1/2"), ("LLM_PRICES", "openai=-1/2"), ("LLM_PRICES", "openai=1/2/3"),
    ])
    func `what cannot be read is a fault that says what to write`(name: String, text: String) {
        let faults = values([name: text]).faults.map(\.description)
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("environment: \(name): write ") == true)
    }

    // MARK: Prices

    @Test func `prices are read for the longest name that fits`() {
        let settings = settings(["LLM_PRICES": "openrouter/=1/2, openrouter/big=10/20.5"])
        func price(_ model: String) -> ModelPrice? { settings.price(of: .init(provider: .openrouter, model: model)) }
        #expect(price("big-one") == ModelPrice(prompt: 10_000_000, completion: 20_500_000))
        #expect(price("small") == ModelPrice(prompt: 1_000_000, completion: 2_000_000))
    }

    @Test(
        arguments: [
            ("ollama", ModelPrice.free), ("embedded", .free), ("openrouter:x", nil), ("openai:x", nil),
        ] as [(String, ModelPrice?)])
    func `only what runs here is known to cost nothing`(model: String, price: ModelPrice?) throws {
        let settings = settings(["OPENAI_URL": "https://api.openai.com/v1"])
        #expect(settings.price(of: try #require(ModelSettings.Choice(model))) == price)
        let local = self.settings(["OPENAI_URL": "http://127.0.0.1:1234/v1"])
        #expect(local.price(of: .init(provider: .openai)) == .free)
    }

    @Test func `a budget in dollars wants to know what every model costs`() {
        let variables = [
            "LLM_PROVIDER": "openrouter", "LLM_FALLBACK_MODELS": "openai:gpt-4o",
            "OPENAI_URL": "https://example.org/v1",
            "BUDGET_DAILY_DOLLARS": "0.5",
        ]
        #expect(
            values(variables).faults.map(\.description) == [
                "environment: BUDGET_DAILY_DOLLARS: nobody says what openai/gpt-4o costs; "
                    + "write its price into LLM_PRICES, such as openai/gpt-4o=2.5/10, or =0/0 where it costs nothing"
            ])
        for (name, text) in [
            ("LLM_PRICES", "openai=0/0"), ("LLM_FALLBACK_MODELS", "ollama,embedded"),
            ("OPENAI_URL", "http://localhost:1234/v1"), ("BUDGET_DAILY_DOLLARS", "0"),
        ] {
            #expect(values(variables.merging([name: text]) { $1 }).faults.isEmpty, "\(name)")
        }
    }

    @Test func `on the page such a budget is refused too, and nothing else is`() async throws {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(schema)
        let settings = try await LiveSettings(
            fixed: [.environment(["OPENAI_URL": "https://example.org/v1"])], store: SettingsStore(database: database))
        await #expect(throws: Mistake.self) {
            try await settings.desk.change("BUDGET_USER_DAILY_DOLLARS", "1", "web:operator")
        }
        try await settings.desk.change("LLM_PRICES", "openai=1/2", "web:operator")
        try await settings.desk.change("BUDGET_USER_DAILY_DOLLARS", "1", "web:operator")
        #expect(ModelSettings(settings.values).budget.speaker == .init(microdollars: 1_000_000))
    }

    @Test func `a budget of nothing is no limit`() {
        let budget = settings(["BUDGET_USER_DAILY_TOKENS": "500", "BUDGET_DAILY_DOLLARS": "0.5"]).budget
        #expect(budget.speaker == .init(tokens: 500))
        #expect(budget.place == .init())
        #expect(budget.everyone == .init(microdollars: 500_000))
    }
}
