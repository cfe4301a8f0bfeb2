import Foundation
import Synchronization

/// A program that a test runs to its end.
struct Child {
    var program: URL
    var arguments: [String] = []
    var environment: [String: String] = [:]
    var folder: URL?
    /// What it reads; nil is nothing, as from nowhere.
    var input: Data?

    struct Outcome {
        let status: Int32
        /// Both streams, as they came.
        let output: String
    }

    /// The `acore` that was built beside these tests.
    static let acore = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "acore")

    /// What a child needs of our own environment: its programs, and where its coverage goes.
    static let passedOn = ProcessInfo.processInfo.environment.filter { ["PATH", "LLVM_PROFILE_FILE"].contains($0.key) }

    func run() async throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        let place = FileManager.default.temporaryDirectory.appending(path: "acore-child-\(UUID())")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }  // in the system's temporary folder anyway
        let output = place.appending(path: "output")
        try Data().write(to: output)
        let writing = try FileHandle(forWritingTo: output)
        process.standardOutput = writing
        process.standardError = writing
        if let input {
            let file = place.appending(path: "input")
            try input.write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try await process.runToItsEnd()
        return Outcome(status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8))
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
