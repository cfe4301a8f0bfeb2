import Foundation
import Testing

@testable import Engines

/// Where the scripts are that children run behind.
let scripts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "share/acore/engines").path

/// Waits until something is so, at most ten seconds.
func eventually(_ condition: () throws -> Bool) async throws -> Bool {
    for _ in 0..<1_000 {
        if try condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}

/// Whether a process is there and not just waiting to be buried.
func isAlive(_ pid: pid_t) -> Bool {
    guard kill(pid, 0) == 0 else { return false }
    // No /proc (macOS): the signal has said it.
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
    return stat.split(separator: ")").last?.split(separator: " ").first != "Z"
}

@Suite(.timeLimit(.minutes(1))) struct LeashTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "leash-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func start(_ arguments: [String], input: Pipe? = nil) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = arguments
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// The process id that a script wrote into a file.
    private func pid(in name: String) async throws -> pid_t {
        let file = path(name)
        var pid: pid_t?
        #expect(
            try await eventually {
                let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""  // not written yet
                pid = text.hasSuffix("\n") ? pid_t(text.dropLast()) : nil
                return pid != nil
            })
        return try #require(pid)
    }

    @Test(arguments: [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143)] as [(String, Int32)])
    func `it ends with the command's status`(command: String, status: Int32) throws {
        let input = Pipe()
        let leash = try start([scripts + "/leash.sh", "sh", "-c", command], input: input)
        leash.waitUntilExit()
        #expect(leash.terminationStatus == status)
        #expect(leash.terminationReason == .exit)
    }

    @Test func `the command and what it started end when the input closes`() async throws {
        let input = Pipe()
        let script = "sleep 300 & echo $! > \(path("grandchild")); echo $$ > \(path("child")); wait"
        let leash = try start([scripts + "/leash.sh", "sh", "-c", script], input: input)
        let (child, grandchild) = (try await pid(in: "child"), try await pid(in: "grandchild"))
        #expect(isAlive(child) && isAlive(grandchild))
        try input.fileHandleForWriting.close()
        #expect(try await eventually { !isAlive(child) && !isAlive(grandchild) && !leash.isRunning })
    }

    @Test func `nothing of it is left waiting when the command has gone`() async throws {
        // Here whole seconds last for ever.
        let sleep = "echo $$ >> \(path("sleeps")); case $1 in 0.*) exec /bin/sleep $1 ;; *) exec /bin/sleep 300 ;; esac"
        try Data("#!/bin/sh\n\(sleep)\n".utf8).write(to: folder.appending(path: "sleep"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path("sleep"))
        let input = Pipe()
        // It needs a moment to end, so that it is waited for.
        let script = "trap '/bin/sleep 0.3; exit' TERM; echo $$ > \(path("child")); while :; do /bin/sleep 0.01; done"
        let leash = try start(
            ["-c", "PATH=\(folder.path):$PATH exec sh \"$@\"", "sh", scripts + "/leash.sh", "sh", "-c", script],
            input: input)
        _ = try await pid(in: "child")
        try input.fileHandleForWriting.close()
        #expect(try await eventually { !leash.isRunning })
        let sleeps = try String(contentsOfFile: path("sleeps"), encoding: .utf8)
            .split(separator: "\n").compactMap { pid_t($0) }
        #expect(!sleeps.isEmpty)
        #expect(try await eventually { !sleeps.contains(where: isAlive) })
    }

    @Test func `a command that will not hear is killed`() async throws {
        let input = Pipe()
        let script = "trap '' TERM; echo $$ > \(path("child")); while :; do sleep 0.1; done"
        let leash = try start([scripts + "/leash.sh", "sh", "-c", script], input: input)
        let child = try await pid(in: "child")
        try input.fileHandleForWriting.close()
        #expect(try await eventually { !isAlive(child) && !leash.isRunning })
        #expect(leash.terminationStatus == 137)
    }

    @Test func `the command does not outlive a parent that is killed`() async throws {
        let script = """
            mkfifo \(path("input"))
            sh \(scripts)/leash.sh sh -c 'echo $$ > \(path("child")); exec sleep 300' < \(path("input")) &
            echo $! > \(path("leash"))
            exec sleep 300 > \(path("input"))
            """
        let parent = try start(["-c", script])
        let (child, leash) = (try await pid(in: "child"), try await pid(in: "leash"))
        #expect(isAlive(child))
        kill(parent.processIdentifier, SIGKILL)
        #expect(try await eventually { !isAlive(child) && !isAlive(leash) })
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/setpriv"), "there is no setpriv here"))
    func `the command does not outlive a leash that is killed`() async throws {
        let input = Pipe()
        let leash = try start(
            [scripts + "/leash.sh", "sh", "-c", "echo $$ > \(path("child")); exec sleep 300"], input: input)
        let child = try await pid(in: "child")
        kill(leash.processIdentifier, SIGKILL)
        #expect(try await eventually { !isAlive(child) })
    }

    @Test func `asked to stop, it stops the command first`() async throws {
        let input = Pipe()
        let leash = try start(
            [scripts + "/leash.sh", "sh", "-c", "echo $$ > \(path("child")); exec sleep 300"], input: input)
        let child = try await pid(in: "child")
        leash.terminate()
        #expect(try await eventually { !isAlive(child) && !leash.isRunning })
    }
}
