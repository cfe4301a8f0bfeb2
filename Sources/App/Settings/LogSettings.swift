import Foundation
import Logging

/// What is logged, and where to.
struct LogSettings: Sendable {
    /// Read before the database is open.
    private static let group = SettingGroup(name: "Logs and metrics", isEditable: false)

    static let level = group.text(
        "LOG_LEVEL", default: "INFO", kind: .choice(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]),
        "How much is logged. Contents never are.")
    static let toFile = group.flag("LOG_TO_FILE", false, "Whether the log is also written to a file.")
    static let path = group.text("LOG_FILE_PATH", kind: .path, "That file. Empty: logs/acore.log among the data.")
    static let maxBytes = group.integer(
        "LOG_MAX_BYTES", 10_485_760, in: 10_000...1_000_000_000, "Bytes of a log file before the next one is begun.")
    static let backups = group.integer("LOG_BACKUP_COUNT", 5, in: 0...100, "Older log files that are kept.")
    static let metrics = group.flag("METRICS_ENABLED", true, "Whether figures are collected for /metrics.")

    static let keys = [
        Self.level.definition, Self.toFile.definition, Self.path.definition, Self.maxBytes.definition,
        Self.backups.definition, Self.metrics.definition,
    ]

    let level: Logger.Level
    /// Nil where nothing is written to a file.
    let file: String?
    let maxBytes: Int
    let backups: Int
    let collectsMetrics: Bool

    init(_ values: SettingValues) {
        level = Logger.Level(rawValue: values[Self.level].lowercased()) ?? .info
        let path =
            values[Self.path].isEmpty ? Places(values).data.appending(path: "logs/acore.log").path : values[Self.path]
        file = values[Self.toFile] ? path : nil
        maxBytes = values[Self.maxBytes]
        backups = values[Self.backups]
        collectsMetrics = values[Self.metrics]
    }
}
