import Foundation
import Synchronization

/// A test that is written in Python, because the browser's driver or the client under test is.
///
/// It is run against the real program: the `acore` that was built beside these tests.
struct PythonScript {
    /// In this folder or a neighbouring one.
    let path: String
    var environment: [String: String] = [:]

    struct Outcome {
        let status: Int32
        /// Both streams, as they came.
        let output: String
    }

    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    private static let acore = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "acore")

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
        return FileManager.default.isExecutableFile(atPath: acore.path) ? nil : "\(acore.path) is not built"
    }

    func run() async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: Self.python ?? "python3")
        process.arguments = [Self.tests.appending(path: path).path]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }.merging([
            "ACORE_BINARY": Self.acore.path, "ACORE_SHARE": Self.root.appending(path: "share/acore").path,
            "PYTHONPATH": Self.tests.appending(path: "Children").path, "PYTHONDONTWRITEBYTECODE": "1",
        ]) { $1 }
        let folder = FileManager.default.temporaryDirectory.appending(path: "acore-script-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // in the system's temporary folder anyway
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        let writing = try FileHandle(forWritingTo: output)
        process.standardOutput = writing
        process.standardError = writing
        process.standardInput = FileHandle.nullDevice
        try await process.runToItsEnd()
        return Outcome(status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8))
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

extension Process {
    /// Starts it and waits; a cancelled task asks it to stop.
    fileprivate func runToItsEnd() async throws {
        let id = Mutex<pid_t?>(nil)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                terminationHandler = { _ in continuation.resume() }
                do {
                    try run()
                    id.withLock { $0 = processIdentifier }
                } catch {
                    terminationHandler = nil
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            if let id = id.withLock({ $0 }) { kill(id, SIGTERM) }
        }
    }
}
