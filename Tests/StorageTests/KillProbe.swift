import Dispatch
import Foundation
import GRDB
import Testing

@testable import Storage

/// Runs the program beside the tests that is there to be killed.
enum KillProbe {
    struct Absent: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) is not there: build the tests with `swift build --build-tests`" }
    }

    /// Its lines; nil for `killAfter` lets it end by itself.
    ///
    /// - Parameters:
    ///   - killAfter: kills it when it has said so many lines,
    ///   - pause: and so many microseconds have passed.
    static func run(_ arguments: [String], killAfter: Int? = nil, pause: UInt32 = 0) async throws -> [String] {
        let program = try path()
        return try await DispatchQueue(label: "kill probe").perform {
            let (child, output) = try spawn(program, arguments)
            defer { close(output) }
            let lines = read(output, from: child, killAfter: killAfter, pause: pause)
            var status: CInt = 0
            waitpid(child, &status, 0)
            if killAfter == nil, status != 0 { Issue.record("KillProbe ended with status \(status)") }
            return lines
        }
    }

    private static func path() throws -> String {
        let test = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        let path = test.deletingLastPathComponent().appending(path: "KillProbe").path
        guard FileManager.default.isExecutableFile(atPath: path) else { throw Absent(path: path) }
        return path
    }

    private static func spawn(_ program: String, _ arguments: [String]) throws -> (pid_t, CInt) {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, program, &actions, nil, &words, environ)
        close(ends[1])
        try #require(failure == 0, "cannot start \(program)")
        return (child, ends[0])
    }

    /// Whole lines only: what the kill cut off was not acknowledged.
    private static func read(_ output: CInt, from child: pid_t, killAfter: Int?, pause: UInt32) -> [String] {
        var text: [UInt8] = []
        var lines = 0
        var isKilled = false
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            if let killAfter, lines >= killAfter, !isKilled {
                usleep(pause)
                kill(child, SIGKILL)
                isKilled = true
            }
            let count = Glibc.read(output, &buffer, buffer.count)
            guard count > 0 else { break }
            text += buffer[..<count]
            lines += buffer[..<count].count { $0 == UInt8(ascii: "\n") }
        }
        let whole = text.prefix(upTo: text.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)
        return String(decoding: whole, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// A result code of SQLite, such as 13 for a full disk.
struct GRDBCode: Sendable, ExpressibleByIntegerLiteral, CustomTestStringConvertible {
    let value: CInt
    init(_ value: CInt) { self.value = value }
    init(integerLiteral value: CInt) { self.value = value }
    var error: DatabaseError { DatabaseError(resultCode: ResultCode(rawValue: value)) }
    var testDescription: String { "\(value)" }
}
