import Foundation
import Testing

@testable import App

@Suite struct VersionTests {
    @Test func `the program says the version that its archive is named after`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../share/acore/VERSION").standardizedFileURL
        let version = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(version == Version.current)
    }
}
