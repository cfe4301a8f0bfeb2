/// Reads the data of server-sent events, whatever pieces their bytes come in.
///
/// [The event stream format](https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream):
/// lines end with CR, LF or both; `data` lines of one event are joined with LF; an event without data is none;
/// an event that the end of the stream cuts off is none either. No provider needs other fields.
struct EventReader: Sendable {
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let field = Array("data".utf8)

    /// Bytes of one event, its current line included.
    let limit: Int
    /// The beginning of a line whose end has not come.
    private var line: [UInt8] = []
    private var data: [UInt8]?
    private var isFirstLine = true
    private var lastWasCR = false

    init(limit: Int) { self.limit = limit }

    /// The events that are complete with these bytes.
    mutating func append(_ bytes: [UInt8]) throws(EndlessLine) -> [[UInt8]] {
        var events: [[UInt8]] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(where: { $0 == Self.lineFeed || $0 == Self.carriageReturn }) {
            let isSecondHalf = lastWasCR && end == rest.startIndex && rest[end] == Self.lineFeed
            lastWasCR = rest[end] == Self.carriageReturn
            if !isSecondHalf, let event = try endLine(with: rest[..<end]) { events.append(event) }
            rest = rest[(end + 1)...]
        }
        if rest.isEmpty { return events }
        lastWasCR = false
        try check(rest)
        line += rest
        return events
    }

    private func check(_ bytes: ArraySlice<UInt8>) throws(EndlessLine) {
        guard bytes.count <= limit - line.count - (data?.count ?? 0) else {
            let isMessage = data != nil || (line + bytes.prefix(5)).starts(with: Self.field + [UInt8(ascii: ":")])
            throw EndlessLine(limit: limit, isMessage: isMessage)
        }
    }

    private mutating func endLine(with bytes: ArraySlice<UInt8>) throws(EndlessLine) -> [UInt8]? {
        try check(bytes)
        if line.isEmpty { return take(bytes) }  // nearly always: events come whole
        defer { line = [] }
        return take(line + bytes)
    }

    /// Takes a line; an empty one ends the event.
    private mutating func take(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        var line = line
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        isFirstLine = false
        if line.isEmpty {
            defer { data = nil }
            return data
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        guard line[..<colon] == Self.field[...] else { return nil }
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        if data == nil {
            data = Array(value)
        } else {
            data?.append(Self.lineFeed)
            data?.append(contentsOf: value)
        }
        return nil
    }
}
