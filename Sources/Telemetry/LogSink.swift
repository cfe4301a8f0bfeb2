import Dispatch
import Synchronization

/// Where finished log lines end up.
protocol LogTarget: ~Copyable, Sendable {
    /// Writes whole lines; may block.
    mutating func append(_ lines: [UInt8])
}

/// A buffer before one target, and the queue that empties it: a target that is slow holds up nobody else.
///
/// While more than ``LogOutput/maxPending`` bytes wait, new lines are dropped, and the next line that
/// gets through is preceded by how many.
final class LogSink<Target: LogTarget & ~Copyable>: Sendable {
    private struct Pending {
        var bytes: [UInt8] = []
        var dropped = 0
        var isDraining = false
    }

    private let pending = Mutex(Pending())
    private let target: Mutex<Target>
    private let queue: DispatchQueue

    init(_ label: String, _ target: consuming Target) {
        queue = DispatchQueue(label: label)
        self.target = Mutex(target)
    }

    func add(_ line: String) {
        let mustStart = pending.withLock { pending in
            guard pending.bytes.count + line.utf8.count <= LogOutput.maxPending else {
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

    /// Waits until what was added so far is out, but not beyond `deadline`.
    func flush(until deadline: DispatchTime) {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: deadline)
    }

    private func drain() {
        while let bytes = next() { target.withLock { $0.append(bytes) } }
    }

    private func next() -> [UInt8]? {
        pending.withLock { pending in
            pending.isDraining = !pending.bytes.isEmpty
            defer { pending.bytes = [] }
            return pending.bytes.isEmpty ? nil : pending.bytes
        }
    }
}
