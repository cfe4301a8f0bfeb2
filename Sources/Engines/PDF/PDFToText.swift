import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// Gets the text out of PDFs with poppler's `pdftotext`, a process for each: whatever a file does to it, we go on.
///
/// The text comes out through a pipe; the file goes in as one that has no name any more, for the pipe to a process that
/// stops reading would bring us down (<https://github.com/swiftlang/swift-subprocess/issues/367>). It is given no environment and no shell, and is ended where
/// it takes too long, wants too much memory or says too much. <https://manpages.debian.org/poppler-utils/pdftotext.1>
package final class PDFToText: Sendable {
    /// Why there is no text.
    package enum Failure: Error, Equatable {
        /// The program is not on this machine.
        case missing
        /// Too many files are being read at this moment.
        case busy
        case tooSlow
        case tooMuchText
        case protected
        case damaged
        /// The machine cannot take the file in.
        case noRoom
    }

    /// Bytes of text that one file may have.
    private static let outputLimit = 20 << 20
    /// Bytes of memory, for a small file may unpack to more than the machine has.
    private static let memoryLimit = 1 << 30
    /// What `prlimit`, which every Debian has, says where there is no such program.
    private static let notFound: TerminationStatus.Code = 127
    /// Files at once; a further one is refused, for each takes a core.
    private static let mostAtOnce = 4

    private let program: String
    private let arguments: [String]
    private let timeLimit: Duration
    private let running = Mutex(0)

    package convenience init() {
        self.init(program: "pdftotext", arguments: ["-q", "-enc", "UTF-8", "-layout", "-eol", "unix", "-", "-"])
    }

    /// - Parameter program: looked for where the system keeps its programs.
    init(program: String, arguments: [String], timeLimit: Duration = .seconds(60)) {
        self.program = program
        self.arguments = arguments
        self.timeLimit = timeLimit
    }

    /// Whether a further file is refused.
    var isFull: Bool { running.withLock { $0 >= Self.mostAtOnce } }

    /// What the file says, pages parted by form feeds.
    ///
    /// - Throws: ``Failure``, or `CancellationError`.
    package func text(of file: [UInt8]) async throws -> [UInt8] {
        let isFree = running.withLock { running in
            guard running < Self.mostAtOnce else { return false }
            running += 1
            return true
        }
        guard isFree else { throw Failure.busy }
        defer { running.withLock { $0 -= 1 } }
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await self.run(file) }
            group.addTask {
                try await Task.sleep(for: self.timeLimit)
                throw Failure.tooSlow
            }
            defer { group.cancelAll() }
            guard let text = try await group.next() else { throw Failure.damaged }
            return text
        }
    }

    private func run(_ file: [UInt8]) async throws -> [UInt8] {
        var options = PlatformOptions()
        // It has nothing to tidy up.
        options.teardownSequence = []
        let input = try Self.nameless(file)
        let limited = ["--as=\(Self.memoryLimit)", "--", program] + arguments
        do {
            let result = try await Subprocess.run(
                .name("prlimit"), arguments: Arguments(limited), environment: .custom([Environment.Key: String]()),
                platformOptions: options,
                input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .bytes(limit: Self.outputLimit),
                error: .discarded)
            try Task.checkCancellation()
            switch result.terminationStatus {
            case .exited(0): return result.standardOutput
            case .exited(Self.notFound): throw Failure.missing
            default: throw Self.failure(of: file)
            }
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            switch error.code {
            case .executableNotFound: throw Failure.missing
            case .outputLimitExceeded: throw Failure.tooMuchText
            default: throw Self.failure(of: file)
            }
        }
    }

    /// A file without a name that holds the bytes, at its beginning.
    private static func nameless(_ bytes: [UInt8]) throws -> FileDescriptor {
        var path = Array((FileManager.default.temporaryDirectory.path + "/acore-pdf-XXXXXX").utf8CString)
        let file = mkstemp(&path)
        guard file >= 0 else { throw Failure.noRoom }
        unlink(path)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        let descriptor = FileDescriptor(rawValue: file)
        do {
            try descriptor.writeAll(bytes)
            try descriptor.seek(offset: 0, from: .start)
        } catch {
            close(file)
            throw Failure.noRoom
        }
        return descriptor
    }

    private static func failure(of file: [UInt8]) -> Failure {
        file.contains(Array("/Encrypt".utf8)) ? .protected : .damaged
    }
}
