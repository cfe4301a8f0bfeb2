/// A line that grew beyond its limit.
struct EndlessLine: Error, Equatable {
    let limit: Int
    /// It began like a message of the protocol, so it is too large rather than garbage.
    let isMessage: Bool
}

/// Splits bytes into lines at `\n`, whatever pieces they come in: newline-delimited JSON.
/// A `\r` before the `\n` and empty lines are dropped.
struct LineReader: Sendable {
    let limit: Int
    private var line: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    /// What has come since the last `\n`.
    var rest: [UInt8] { Self.trimmed(line[...]) }

    /// The lines that are complete with these bytes.
    mutating func append(_ bytes: [UInt8]) throws(EndlessLine) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            try grow(by: bytes[start..<end])
            let whole = rest
            if !whole.isEmpty { lines.append(whole) }
            line.removeAll(keepingCapacity: line.count < 4_096)
            start = bytes.index(after: end)
        }
        try grow(by: bytes[start...])
        return lines
    }

    private mutating func grow(by bytes: ArraySlice<UInt8>) throws(EndlessLine) {
        guard bytes.count <= limit - line.count else {
            throw EndlessLine(limit: limit, isMessage: (line.first ?? bytes.first) == UInt8(ascii: "{"))
        }
        line += bytes
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
}
