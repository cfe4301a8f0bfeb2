package import Foundation
package import Logging

/// Writes each log event as one line to a ``LogOutput``, with the id of the
/// request it belongs to.
package struct StructuredLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let output: LogOutput
    private let recent: RecentLog?
    private let now: @Sendable () -> Date

    package init(
        label: String, level: Logger.Level = .info, output: LogOutput, recent: RecentLog? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.label = label
        logLevel = level
        self.output = output
        self.recent = recent
        self.now = now
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let all =
            metadata
            .merging(metadataProvider?.get() ?? [:]) { $1 }
            .merging(event.metadata ?? [:]) { $1 }
        let line = LogLine(time: now(), label: label, event: event, metadata: all, request: RequestID.current)
        output.write(line.logfmt)
        recent?.note(line)
    }
}
