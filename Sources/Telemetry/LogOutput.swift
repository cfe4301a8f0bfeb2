import Dispatch
import Foundation
import Synchronization

/// Carries finished log lines to standard error and, if wished, to a file.
///
/// Writing a line appends it to a buffer and returns: a slow terminal, a full
/// disk or a closed pipe never hold up who logs. A queue of its own empties the
/// buffer. While more than ``maxPending`` bytes wait, new lines are dropped,
/// and the next line that gets through is preceded by how many.
package final class LogOutput: Sendable {
    package static let maxPending = 1 << 20

    private struct Pending {
        var bytes: [UInt8] = []
        var dropped = 0
        var isDraining = false
    }

    private let pending = Mutex(Pending())
    private let file: Mutex<RotatingLogFile?>
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "acore.log")

    /// - Parameter descriptor: where lines go besides the file; standard error.
    package init(file: consuming RotatingLogFile? = nil, descriptor: Int32 = STDERR_FILENO) {
        self.file = Mutex(file)
        self.descriptor = descriptor
    }

    package func write(_ line: String) {
        let mustStart = pending.withLock { pending in
            guard pending.bytes.count + line.utf8.count <= Self.maxPending else {
                pending.dropped += 1
                return false
            }
            if pending.dropped > 0 { pending.bytes += "(\(pending.dropped) log lines were dropped)\n".utf8 }
            pending.dropped = 0
            pending.bytes += line.utf8
            defer { pending.isDraining = true }
            return !pending.isDraining
        }
        if mustStart { queue.async { self.drain() } }
    }

    /// Waits until what was written so far is out, but not longer than `limit` seconds.
    package func flush(limit: Double = 2) {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: .now() + limit)
    }

    private func drain() {
        while let bytes = next() {
            file.withLock { $0?.append(bytes) }
            // Nobody is left to be told when standard error fails.
            _ = RotatingLogFile.writeAll(bytes[...], to: descriptor)
        }
    }

    private func next() -> [UInt8]? {
        pending.withLock { pending in
            pending.isDraining = !pending.bytes.isEmpty
            defer { pending.bytes = [] }
            return pending.bytes.isEmpty ? nil : pending.bytes
        }
    }
}
