package import Logging
import Synchronization

/// What was logged by whatever was made, or runs, inside of ``recording(_:)``; apart from what other tests log at the
/// same time.
package final class RecordedLog: Sendable {
    package struct Line: Sendable, CustomStringConvertible {
        package let level: Logger.Level
        package let message: String
        package let metadata: [String: String]

        package var description: String {
            "\(level) \(message) " + metadata.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " ")
        }
    }

    @TaskLocal fileprivate static var current: RecordedLog?
    private static let isSetUp: Void = LoggingSystem.bootstrap { _ in RecordingHandler(log: current) }

    private let kept = Mutex<[Line]>([])

    package init() { Self.isSetUp }

    package func recording<Result>(_ work: () async throws -> Result) async rethrows -> Result {
        try await Self.$current.withValue(self) { try await work() }
    }

    package var lines: [Line] { kept.withLock(\.self) }

    /// What an operator would be shown of troubles.
    package var loud: [Line] { lines.filter { $0.level >= .notice } }

    fileprivate func add(_ line: Line) { kept.withLock { $0.append(line) } }
}

private struct RecordingHandler: LogHandler {
    /// Where it was made; event loops and the like know no task.
    let log: RecordedLog?
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    init(log: RecordedLog?) { self.log = log }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        guard let log = RecordedLog.current ?? log else { return }
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
        log.add(.init(level: event.level, message: "\(event.message)", metadata: all))
    }
}
