import Foundation

/// A terminal that a test sits at, with a program on the other side.
final class PseudoTerminal: Sendable {
    private let own: Int32
    private let theirs: FileHandle

    init() throws {
        var (own, theirs): (Int32, Int32) = (-1, -1)
        guard openpty(&own, &theirs, nil, nil, nil) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        // Not for children that other tests start meanwhile: as long as one has it, it does not end.
        for side in [own, theirs] { _ = fcntl(side, F_SETFD, FD_CLOEXEC) }
        self.own = own
        self.theirs = FileHandle(fileDescriptor: theirs, closeOnDealloc: true)
    }

    deinit { close(own) }

    func start(_ program: URL, _ arguments: [String], environment: [String: String]) throws -> Process {
        defer { theirs.closeFile() }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.standardInput = theirs
        process.standardOutput = theirs
        process.standardError = theirs
        try process.run()
        return process
    }

    /// Waits until the program has said this, then types.
    ///
    /// - Returns: what it said so far.
    @discardableResult
    func answer(_ question: String, with text: String) async throws -> String {
        let said = try await reading { $0.hasSuffix(question) }
        _ = text.withCString { write(own, $0, strlen($0)) }
        return said
    }

    /// What it says until its end.
    func rest() async throws -> String { try await reading { _ in false } }

    /// Whether what is typed appears.
    var showsInput: Bool {
        var settings = termios()
        return tcgetattr(own, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
    }

    private func reading(until isEnough: @escaping @Sendable (String) -> Bool) async throws -> String {
        let own = own
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var bytes: [UInt8] = []
                var piece = [UInt8](repeating: 0, count: 4_096)
                while true {
                    // An error says that nobody is on the other side any more.
                    let count = read(own, &piece, piece.count)
                    if count > 0 { bytes += piece[..<count] }
                    let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
                    guard count > 0, !isEnough(text) else { return continuation.resume(returning: text) }
                }
            }
        }
    }
}
