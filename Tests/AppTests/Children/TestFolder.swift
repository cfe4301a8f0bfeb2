import Foundation

@testable import App

/// A home of its own for one test, which goes away with it.
final class TestFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "acore-test-\(UUID())")

    static let share = PythonScript.root.appending(path: "share/acore")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // In the system's temporary folder anyway.
        try? FileManager.default.removeItem(at: url)
    }

    /// The environment of a program that lives here, and finds no settings elsewhere.
    var environment: [String: String] {
        ["ACORE_HOME": url.path, "ACORE_SHARE": url.appending(path: "root/share/acore").path]
    }

    /// Lays the shipped files beside it, as an unpacked archive has them.
    func withShare() throws -> TestFolder {
        try FileManager.default.createDirectory(
            at: url.appending(path: "root/share"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: url.appending(path: "root/share/acore"), withDestinationURL: Self.share)
        return self
    }

    func values(_ more: [String: String] = [:]) -> SettingValues {
        SettingValues([.environment(environment.merging(more) { $1 })])
    }

    var places: Places { Places(values()) }

    @discardableResult
    func write(_ text: String, to path: String, mode: Int = 0o600) throws -> URL {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return file
    }
}
