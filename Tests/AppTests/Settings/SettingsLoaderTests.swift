import Foundation
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
}
