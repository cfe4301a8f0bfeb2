import Foundation

/// A test that is written in Python, because the browser's driver or the client under test is.
///
/// It is run against the real program: the `acore` that was built beside these tests.
struct PythonScript {
    /// In this folder or a neighbouring one.
    let path: String
    var environment: [String: String] = [:]

    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

    /// Why scripts that need these modules and programs cannot run here; nil where they can.
    static func obstacle(modules: [String], programs: [String] = []) -> String? {
        guard let python else {
            return "no Python with the test tools: set ACORE_TEST_PYTHON or run scripts/setup.sh --for test"
        }
        for module in modules where !succeeds(python, "-c", "import \(module)") {
            return "\(python) has no module \(module): run scripts/setup.sh --for test"
        }
        for program in programs where !succeeds("/bin/sh", "-c", "command -v \(program)") {
            return "\(program) is not installed: run scripts/setup.sh --for test"
        }
        let acore = Child.acore.path
        return FileManager.default.isExecutableFile(atPath: acore) ? nil : "\(acore) is not built"
    }

    func run() async throws -> Child.Outcome {
        let given = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return try await Child(
            program: URL(filePath: Self.python ?? "python3"), arguments: [Self.tests.appending(path: path).path],
            environment: given.merging([
                "ACORE_BINARY": Child.acore.path, "ACORE_SHARE": Self.root.appending(path: "share/acore").path,
                "PYTHONPATH": Self.tests.appending(path: "Children").path, "PYTHONDONTWRITEBYTECODE": "1",
            ]) { $1 }
        ).run()
    }

    private static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["ACORE_HOME"] ?? NSHomeDirectory() + "/.local/share/acore"
        let candidates = [environment["ACORE_TEST_PYTHON"], home + "/venv-test/bin/python"].compactMap { $0 }
        return candidates.first(where: FileManager.default.isExecutableFile)
    }()

    private static func succeeds(_ program: String, _ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
