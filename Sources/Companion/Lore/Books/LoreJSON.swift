import Inference

/// Reads JSON as it stands, after a look at its size and depth.
///
/// Nothing is cleaned here: what is read will be written again.
enum LoreJSON {
    static func value(of bytes: some Collection<UInt8>) throws(LoreFault) -> JSONValue {
        guard bytes.count <= LoreLimits.fileSize else {
            throw LoreFault("The file is larger than the \(LoreLimits.fileSize >> 20) MiB that are taken. Split it.")
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes.dropFirst(0)
        try measure(text)
        guard String(validating: text, as: UTF8.self) != nil else {
            throw LoreFault("The file is not text in UTF-8. Save it as UTF-8.")
        }
        do {
            return try BoundedJSON.value(of: Array(text), faithfully: true)
        } catch {
            throw LoreFault(
                "The file is no JSON, or a part of it is missing (\(error.reason)). Save or export it again.")
        }
    }

    /// Counts brackets and commas outside texts; whether they fit each other is for the reader to see.
    private static func measure(_ bytes: some Collection<UInt8>) throws(LoreFault) {
        var (depth, values, isText, isEscaped) = (0, 1, false, false)
        for byte in bytes {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): (depth, values) = (depth + 1, values + 1)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ","): values += 1
            default: continue
            }
            guard depth <= LoreLimits.depth else {
                throw LoreFault("The file is nested more than \(LoreLimits.depth) levels deep, as no lorebook is.")
            }
            guard values <= LoreLimits.values else {
                throw LoreFault("The file has more than \(LoreLimits.values) values, as no lorebook has.")
            }
        }
    }
}
