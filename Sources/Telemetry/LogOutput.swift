import Dispatch
import Foundation

/// Carries finished log lines to standard error and, if wished, to a file.
///
/// Writing a line appends it to a buffer for each and returns: a slow terminal,
/// a full disk or a closed pipe holds up neither who logs nor the other target.
package final class LogOutput: Sendable {
    /// Bytes that may wait for one target.
    package static let maxPending = 1 << 20

    private let stream: LogSink<LogStream>
    private let file: LogSink<RotatingLogFile>?

    /// - Parameter descriptor: where lines go besides the file; standard error.
    package init(file: consuming RotatingLogFile? = nil, descriptor: Int32 = STDERR_FILENO) {
        let stream = LogSink("acore.log", LogStream(descriptor: descriptor))
        self.stream = stream
        if var file {
            file.complain = { stream.add($0) }
            self.file = LogSink("acore.log.file", file)
        } else {
            self.file = nil
        }
    }

    package func write(_ line: String) {
        file?.add(line)
        stream.add(line)
    }

    /// Waits until what was written so far is out, but not longer than `limit` seconds.
    package func flush(limit: Double = 2) {
        let deadline = DispatchTime.now() + limit
        file?.flush(until: deadline)
        stream.flush(until: deadline)
    }
}

/// A descriptor that lines are written to. Nobody is left to be told when that fails.
struct LogStream: LogTarget {
    let descriptor: Int32

    mutating func append(_ lines: [UInt8]) { _ = lines[...].writeAll(to: descriptor) }
}

extension ArraySlice<UInt8> {
    /// Writes everything, waiting where the reader is slow; returns how many bytes could be written.
    func writeAll(to descriptor: Int32) -> Int {
        var rest = self
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if written < 0, errno == EAGAIN {
                // Whoever shares the terminal or pipe made it non-blocking.
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wanted, 1, -1)
            } else if written == 0 || errno != EINTR {
                break
            }
        }
        return count - rest.count
    }
}
