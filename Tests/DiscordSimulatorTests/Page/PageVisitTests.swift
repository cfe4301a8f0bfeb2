import Foundation
import Testing

@testable import DiscordSimulator

/// The page as people meet it: in a real browser, with a bot in the world.
@Suite struct PageVisitTests {
    private static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["ACORE_HOME"] ?? NSHomeDirectory() + "/.local/share/acore"
        let candidates = [environment["ACORE_TEST_PYTHON"], home + "/venv-test/bin/python"].compactMap { $0 }
        return candidates.first(where: FileManager.default.isExecutableFile)
    }()

    private static let canRun: Bool = {
        guard let python else { return false }
        let command = "command -v chromedriver && '\(python)' -c 'import selenium'"
        return (try? Run(["/bin/sh", "-c", command]).wait().status) == 0  // not even a shell
    }()

    /// Its screenshots are kept under `.build/screenshots`.
    @Test(.enabled(if: canRun, "run scripts/setup.sh --for test"), .timeLimit(.minutes(5)))
    func `somebody talks with a bot in every way the page has, and no text becomes markup`() async throws {
        let demo = World.demo()
        let bot = PageBot(demo)
        let python = try #require(Self.python)
        let outcome = try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { await bot.run() }
            return try await PageHouse.open(demo) { address in
                let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "visit.py").path
                let run = try Run(
                    [python, script],
                    environment: [
                        "ACORE_PAGE": address, "PYTHONDONTWRITEBYTECODE": "1",
                        "ACORE_SCREENSHOTS": PageHouse.root.appending(path: ".build/screenshots").path,
                        "PYTHONPATH": PageHouse.root.appending(path: "Tests/AppTests/Browser").path,
                    ])
                return try await run.outcome()
            }
        }
        #expect(outcome.status == 0, "\(outcome.output)")
    }
}

/// A program that is run to its end.
private struct Run: Sendable {
    private let process = Process()
    private let output = FileManager.default.temporaryDirectory.appending(path: "acore-visit-\(UUID().uuidString)")

    init(_ words: [String], environment: [String: String] = [:]) throws {
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        process.executableURL = URL(filePath: words.first ?? "")
        process.arguments = Array(words.dropFirst())
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let file = try FileHandle(forWritingTo: output)
        process.standardOutput = file
        process.standardError = file
    }

    func wait() throws -> (status: Int32, output: String) {
        try process.run()
        process.waitUntilExit()
        return try result()
    }

    func outcome() async throws -> (status: Int32, output: String) {
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in ended.finish() }
        try process.run()
        await withTaskCancellationHandler {
            for await _ in ends {}
        } onCancel: {
            process.terminate()
        }
        process.waitUntilExit()
        return try result()
    }

    private func result() throws -> (status: Int32, output: String) {
        defer { try? FileManager.default.removeItem(at: output) }  // a temporary file
        return (process.terminationStatus, String(decoding: try Data(contentsOf: output), as: UTF8.self))
    }
}
