import Foundation
import Logging

/// One event as one line.
///
/// Logfmt: `2026-01-31T09:30:00.125Z info acore.web listening port=8080 request=k3f9x0q2m7ab`.
/// JSON: an object with `time`, `level`, `label`, `message`, and `fields`.
struct LogLine {
    /// Fields on top of these are left out.
    static let maxFields = 32
    /// Values under keys with these words are never written, whatever is in them.
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
        fields = metadata.sorted { $0.key < $1.key }.prefix(Self.maxFields).map { key, value in
            (key, Self.isSecret(key) ? "•••" : value.description)
        }
        if let error = event.error { fields.append(("error", "\(error)")) }
        if let request { fields.append(("request", request)) }
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

    var json: String {
        func string(_ text: String, _ limit: Int) -> String { LogText.quoted(LogText.cut(text, limit)) }
        let fields = fields.map { "\(string($0.key, 60)):\(string($0.value, LogText.longestValue))" }
        return "{\"time\":\"\(timestamp)\",\"level\":\"\(level.rawValue)\",\"label\":\(string(label, 60)),"
            + "\"message\":\(string(message, LogText.longestMessage)),\"fields\":{\(fields.joined(separator: ","))}}\n"
    }

    /// RFC 3339 in UTC with milliseconds.
    private var timestamp: String {
        time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
