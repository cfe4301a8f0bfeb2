/// Names and labels as Prometheus' text format takes them.
/// https://prometheus.io/docs/instrumenting/exposition_formats/
enum MetricName {
    /// Longer names and label values are cut.
    static let longest = 120

    /// Letters, digits and `_`; everything else becomes `_`.
    static func sanitized(_ name: String) -> String {
        var bytes = name.utf8.prefix(longest).map { byte in
            let isAllowed = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
            return isAllowed ? byte : UInt8(ascii: "_")
        }
        if bytes.first.map({ (0x30...0x39).contains($0) }) ?? true { bytes.insert(UInt8(ascii: "_"), at: 0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A counter's name ends in `_total`, a timer's in `_seconds`, as the convention wants.
    static func sanitized(_ name: String, suffix: String) -> String {
        let name = sanitized(name)
        return name.hasSuffix(suffix) ? name : name + suffix
    }

    /// `a="b",c="d"`, sorted by name, so that the order given does not matter.
    static func labels(_ dimensions: [(String, String)]) -> String {
        var values: [String: String] = [:]
        for (name, value) in dimensions { values[label(name)] = value }
        return values.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(escaped($0.value))\"" }.joined(separator: ",")
    }

    /// `le` belongs to histograms, and two underscores to Prometheus itself.
    private static func label(_ name: String) -> String {
        let name = sanitized(name)
        return name == "le" || name.hasPrefix("__") ? "label_" + name : name
    }

    static func cut(_ text: String) -> String {
        text.utf8.count <= longest ? text : String(text.unicodeScalars.prefix(longest))
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for scalar in cut(value).unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
