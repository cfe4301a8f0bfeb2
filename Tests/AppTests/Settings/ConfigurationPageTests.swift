import Foundation
import Testing

@testable import App

@Suite struct ConfigurationPageTests {
    @Test func `docs/configuration.md says what the code takes (ACORE_WRITE_DOCS=1 writes it)`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/configuration.md").standardizedFileURL
        if ProcessInfo.processInfo.environment["ACORE_WRITE_DOCS"] == "1" {
            try Settings.markdown.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == Settings.markdown)
    }
}
