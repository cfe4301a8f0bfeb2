import Foundation
import Logging

/// One event as one line.
///
/// Logfmt: `2026-01-31T09:30:00.125Z info acore.web listening port=8080 request=k3f9x0q2m7ab`.
struct LogLine {
    /// Fields on top of these are left out.
    static let maxFields = 32
    /// Values under keys with these words are never written, whatever is in them, however deep they lie.
    static let secretWords = ["password", "secret", "token", "authorization", "cookie", "api_key", "apikey"]

    var time: Date
    var level: Logger.Level
    var label: String
    var message: String
    /// Sorted by key.
    var fields: [(key: String, value: String)]

    init(time: Date, label: String, event: LogEvent, metadata: Logger.Metadata, request: String?) {
        self.time = time
        level = event.level
        self.label = label
        message = event.message.description
        let own = [("error", event.error.map { "\($0)" }), ("request", request)].compactMap { key, value in
            value.map { (key: key, value: $0) }
        }
        // A key stands once in a line.
        let others = metadata.filter { key, _ in !own.contains { $0.key == key } }
        fields = others.sorted { $0.key < $1.key }.prefix(Self.maxFields).map { key, value in
            (key, Self.withoutSecrets(value, under: key).description)
        }
        fields += own
    }

    private static func withoutSecrets(_ value: Logger.MetadataValue, under key: String) -> Logger.MetadataValue {
        if isSecret(key) { return "•••" }
        return switch value {
        case .dictionary(let fields):
            .dictionary(Dictionary(uniqueKeysWithValues: fields.map { ($0, withoutSecrets($1, under: $0)) }))
        case .array(let items): .array(items.map { withoutSecrets($0, under: key) })
        case .string, .stringConvertible: value
        }
    }

    /// `completion_tokens` counts, `discord_token` is one.
    private static func isSecret(_ key: String) -> Bool {
        let key = key.lowercased().replacing("-", with: "_")
        return secretWords.contains { key == $0 || key.hasSuffix("_" + $0) || key.hasPrefix($0 + "_") }
    }

    var logfmt: String {
        let head = [timestamp, level.rawValue, LogText.key(label), LogText.message(message)]
        let tail = fields.map { "\(LogText.key($0.key))=\(LogText.logfmt($0.value))" }
        return (head + tail).joined(separator: " ") + "\n"
    }

    /// RFC 3339 in UTC with milliseconds.
    private var timestamp: String {
        time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
