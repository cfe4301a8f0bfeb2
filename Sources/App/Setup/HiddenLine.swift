import ArgumentParser
import Foundation
import Telemetry

/// Reads a line from standard input without showing it.
enum HiddenLine {
    /// Bytes; what is longer is nobody's secret.
    private static let limit = 4_096

    /// Whether somebody, or something, could answer: a person at a terminal, or a pipe.
    static var isAwaited: Bool { isTerminal || isPiped }
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    private static var isPiped: Bool {
        var status = stat()
        guard fstat(STDIN_FILENO, &status) == 0 else { return false }
        return [S_IFIFO, S_IFREG, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    /// What follows the line stays unread, for whoever reads next.
    ///
    /// - Returns: nil where the input ends before a line does.
    /// - Throws: `ExitCode` on Ctrl-C.
    static func read(asking question: String) throws -> Secret? {
        guard isTerminal else { return try line() }
        var former = termios()
        guard tcgetattr(STDIN_FILENO, &former) == 0 else { return nil }
        var hidden = former
        // Keys that would end the program come as bytes, too: it must not end with an invisible terminal.
        hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else { return nil }
        defer {
            tcsetattr(STDIN_FILENO, TCSADRAIN, &former)
            print()
        }
        print(question, terminator: "")
        fflush(nil)
        return try line()
    }

    private static func line() throws -> Secret? {
        var bytes: [UInt8] = []
        while let byte = nextByte() {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return Secret(String(decoding: bytes, as: UTF8.self))
            case 0x03 where isTerminal: throw ExitCode(130)  // Ctrl-C
            case 0x04 where isTerminal: return nil  // Ctrl-D
            case 0x08, 0x7F: _ = bytes.popLast()
            case 0x15: bytes = []  // Ctrl-U
            default: if bytes.count < limit { bytes.append(byte) }
            }
        }
        return bytes.isEmpty ? nil : Secret(String(decoding: bytes, as: UTF8.self))
    }

    private static func nextByte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = Foundation.read(STDIN_FILENO, &byte, 1)
            if count == 1 { return byte }
            guard count < 0, errno == EINTR else { return nil }
        }
    }
}
