import DiscordModel
import DiscordSimulator
import Foundation
import Synchronization
import Testing

/// One of the libraries that people write Discord bots with, as it is, running a program of this folder.
enum StockLibrary: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case discordPy = "discord.py"
    case hikari
    case pyCord = "py-cord"

    var testDescription: String { rawValue }

    private var program: String {
        switch self {
        case .discordPy: "discord_py_client.py"
        case .hikari: "hikari_client.py"
        case .pyCord: "py_cord_client.py"
        }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    private static let python: URL? = {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["ACORE_HOME"] ?? NSHomeDirectory() + "/.local/share/acore"
        let candidates = [environment["ACORE_TEST_PYTHON"], home + "/venv-test/bin/python"].compactMap { $0 }
        return candidates.first(where: FileManager.default.isExecutableFile).map { URL(filePath: $0) }
    }()

    /// py-cord lies beside the others, since its module has the name of discord.py's.
    private static let pyCordFolder = python.map {
        $0.deletingLastPathComponent().deletingLastPathComponent().appending(path: "py-cord")
    }

    /// Why they cannot run here; nil where they can.
    static let obstacle: String? = {
        let advice = ": run scripts/setup.sh --for test"
        guard let python, let pyCordFolder else { return "no Python with the test tools" + advice }
        guard FileManager.default.fileExists(atPath: pyCordFolder.appending(path: "discord").path) else {
            return "no py-cord in \(pyCordFolder.path)" + advice
        }
        let process = Process()
        process.executableURL = python
        process.arguments = ["-c", "import discord, hikari, zstandard"]
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return "\(python.path) does not start" + advice }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? nil : "\(python.path) lacks discord.py or hikari" + advice
    }()

    /// Not started yet.
    func process(rest: String, gateway: String, token: String) -> Process {
        let process = Process()
        process.executableURL = Self.python
        process.arguments = [Self.folder.appending(path: program).path]
        let modules = (self == .pyCord ? [Self.pyCordFolder?.path ?? ""] : []) + [Self.folder.path]
        process.environment = [
            "PATH": "/usr/bin:/bin", "PYTHONPATH": modules.joined(separator: ":"), "PYTHONDONTWRITEBYTECODE": "1",
            "SIMULATOR_REST": rest, "SIMULATOR_GATEWAY": gateway, "SIMULATOR_TOKEN": token,
        ]
        return process
    }
}

/// A running stock client, and what it tells of itself.
final class StockClient {
    struct Silence: Error, CustomStringConvertible {
        let description: String
    }

    private var lines: AsyncStream<String>.AsyncIterator
    private let errors: URL
    /// All it has told, for when something does not come.
    private var told: [String] = []

    private init(_ lines: AsyncStream<String>, errors: URL) {
        self.lines = lines.makeAsyncIterator()
        self.errors = errors
    }

    /// Starts it, and ends it when `body` is done.
    static func run(_ process: Process, _ body: (StockClient) async throws -> Void) async throws {
        let errors = FileManager.default.temporaryDirectory.appending(path: "acore-client-\(UUID())")
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }  // in the system's temporary folder anyway
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        let client = StockClient(Self.lines(of: output), errors: errors)
        try process.run()
        defer {
            // It was started by a thread that takes no signals, and so takes none itself but this one.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        try await body(client)
    }

    /// What it tells next under this name; other events may come before.
    func tells(_ event: String) async throws -> JSON {
        while let line = await lines.next(isolation: #isolation) {
            told.append(line)
            let fact = try JSON(parsing: line)
            if fact["event"] == .string(event) { return fact }
        }
        throw silence(event)
    }

    /// Something did not come; what the client said last, and what it complained of.
    func silence(_ what: String) -> Silence {
        let said = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""  // only to say more
        return Silence(description: "no \(what) after \(told.suffix(10)); on stderr: \(said.suffix(6_000))")
    }

    /// Waits until it has ended by itself.
    func ends() async { while await lines.next(isolation: #isolation) != nil {} }

    private static func lines(of pipe: Pipe) -> AsyncStream<String> {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        let rest = Mutex<[UInt8]>([])
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            guard !data.isEmpty else {
                handle.readabilityHandler = nil
                return continuation.finish()
            }
            rest.withLock { rest in
                rest += data
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    continuation.yield(String(decoding: rest[..<end], as: UTF8.self))
                    rest.removeFirst(end + 1)
                }
            }
        }
        return lines
    }
}
