import Foundation
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
}
