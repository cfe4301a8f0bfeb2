import Foundation
import Yams

/// Something somebody wrote, and where: the first source that has a name wins.
struct SettingEntry: Sendable, Equatable {
    var text: String
    /// "environment", ".env line 3", "acore.yaml line 2", "settings page", "--port".
    var origin: String
}

/// A thing that is wrong with the settings, with its place and its remedy.
struct SettingFault: Error, Sendable, Equatable, CustomStringConvertible {
    let description: String
}

/// One place where settings are written.
struct SettingSource: Sendable {
    var entries: [String: SettingEntry]
    var faults: [SettingFault] = []
    /// Whether every name in it must be a setting of ours.
    var isOurs = false
    /// Nil where it is not a file.
    var file: URL?

    static func environment(_ variables: [String: String]) -> SettingSource {
        SettingSource(entries: variables.mapValues { SettingEntry(text: $0, origin: "environment") })
    }

    /// Only what the page may change counts: others may have written into the database.
    static func page(_ values: [String: String]) -> SettingSource {
        let editable = Set(Settings.catalogue.filter(\.isEditable).map(\.name))
        let entries = values.filter { editable.contains($0.key) }
        return SettingSource(entries: entries.mapValues { SettingEntry(text: $0, origin: "settings page") })
    }

    /// `NAME=value` lines, `export` and quotes allowed, `#` begins a comment.
    static func dotEnv(_ text: String, file: String) -> SettingSource {
        var source = SettingSource(entries: [:])
        // Editors elsewhere end lines with a carriage return and begin files with a byte-order mark.
        let lines = text.trimmingPrefix("\u{FEFF}").split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
        for (number, line) in lines.enumerated() {
            var line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("export ") { line.removeFirst("export ".count) }
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
            guard let value = parts.dropFirst().first, !name.isEmpty else {
                source.faults.append(SettingFault(description: "\(file) line \(number + 1): write NAME=value"))
                continue
            }
            source.entries[name] = SettingEntry(text: unquoted(value), origin: "\(file) line \(number + 1)")
        }
        return source
    }

    private static func unquoted(_ value: Substring) -> String {
        let value = value.trimmingCharacters(in: .whitespaces)
        if let quote = value.first, quote == "\"" || quote == "'", value.count >= 2, value.last == quote {
            return String(value.dropFirst().dropLast())
        }
        // An unquoted value ends where a comment begins.
        guard let comment = value.range(of: " #") else { return value }
        return value[..<comment.lowerBound].trimmingCharacters(in: .whitespaces)
    }

    /// A flat mapping of names to values; lists are written as YAML lists or with commas.
    static func yaml(_ text: String, file: String) -> SettingSource {
        var source = SettingSource(entries: [:], isOurs: true)
        do {
            guard let node = try Yams.compose(yaml: text) else { return source }
            guard let mapping = node.mapping else {
                source.faults.append(SettingFault(description: "\(file): write one “NAME: value” on each line"))
                return source
            }
            for (key, value) in mapping {
                let origin = "\(file) line \(key.mark?.line ?? 1)"
                guard let name = key.string, let text = scalar(value) else {
                    source.faults.append(SettingFault(description: "\(origin): write “NAME: value”, without nesting"))
                    continue
                }
                source.entries[name] = SettingEntry(text: text, origin: origin)
            }
        } catch let error as YamlError {
            source.faults.append(SettingFault(description: "\(file) is not YAML: \(firstLine(of: error))"))
        } catch {
            source.faults.append(SettingFault(description: "\(file) cannot be read as YAML"))
        }
        return source
    }

    private static func scalar(_ node: Node) -> String? {
        if let sequence = node.sequence {
            let items = sequence.compactMap(\.scalar?.string)
            return items.count == sequence.count ? items.joined(separator: ",") : nil
        }
        return node.scalar?.string
    }

    private static func firstLine(of error: YamlError) -> String {
        "\(error)".split(separator: "\n").first.map(String.init) ?? "it cannot be read"
    }
}
