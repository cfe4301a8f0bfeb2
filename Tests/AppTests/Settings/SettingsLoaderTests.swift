import Foundation
import Inference
import Testing

@testable import App

@Suite struct SettingsLoaderTests {
    @Test func `the files beside the program are read before those of the home`() throws {
        let folder = try TestFolder().withShare()
        try folder.write("CHARACTER=here", to: "root/.env")
        try folder.write("CHARACTER=home", to: ".env")
        let yaml = try folder.write("FRAMEWORK: caring", to: "acore.yaml")
        let sources = SettingsLoader(environment: folder.environment).sources()
        let values = SettingValues(sources)
        #expect(values[CompanionSettings.character] == "here")
        #expect(values[CompanionSettings.framework] == "caring")
        #expect(sources.last?.file == yaml)
    }

    @Test func `a file that is no text is a fault`() throws {
        let folder = try TestFolder().withShare()
        try Data([0xFF, 0xFE]).write(to: folder.url.appending(path: ".env"))
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "acore.yaml"), withIntermediateDirectories: true)
        #expect(SettingValues(SettingsLoader(environment: folder.environment).sources()).faults.count == 2)
    }

    @Test func `a home that scripts cannot see is a fault, and does not count`() throws {
        let folder = try TestFolder().withShare()
        try folder.write("ACORE_HOME=/elsewhere", to: ".env")
        let values = SettingValues(SettingsLoader(environment: folder.environment).sources())
        #expect(values.faults.map(\.description).first?.contains("set it in the environment") == true)
        #expect(Places(values).home.path == folder.url.path)
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
