import Foundation
import Inference
import Testing

@testable import App

@Suite struct SettingsLoaderTests {
    @Test func `the working folder's files are read before those of the home`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "acore-settings-\(UUID().uuidString)")
        let home = folder.appending(path: "home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a leftover of a test
        try "CHARACTER=here".write(to: folder.appending(path: ".env"), atomically: true, encoding: .utf8)
        try "CHARACTER=home".write(to: home.appending(path: ".env"), atomically: true, encoding: .utf8)
        try "FRAMEWORK: caring".write(to: home.appending(path: "acore.yaml"), atomically: true, encoding: .utf8)
        let values = SettingValues(SettingsLoader(environment: ["ACORE_HOME": home.path], folder: folder).sources())
        #expect(values[CompanionSettings.character] == "here")
        #expect(values[CompanionSettings.framework] == "caring")
        #expect(Places(values).database.path == home.appending(path: "data/acore.sqlite").path)
    }

    @Test func `prices are read for the longest name that fits`() {
        let values = SettingValues([.environment(["LLM_PRICES": "openrouter/=1/2, openrouter/big=10/20.5,junk,x=1"])])
        let settings = ModelSettings(values)
        #expect(settings.price(of: "openrouter/big-one") == ModelPrice(prompt: 10_000_000, completion: 20_500_000))
        #expect(settings.price(of: "openrouter/small") == ModelPrice(prompt: 1_000_000, completion: 2_000_000))
        #expect(settings.price(of: "ollama/llama3.2") == nil)
    }

    @Test func `a budget of nothing is no limit`() {
        let values = SettingValues([.environment(["BUDGET_USER_DAILY_TOKENS": "500", "BUDGET_DAILY_DOLLARS": "0.5"])])
        let budget = ModelSettings(values).budget
        #expect(budget.speaker == .init(tokens: 500))
        #expect(budget.place == .init())
        #expect(budget.everyone == .init(microdollars: 500_000))
    }
}
