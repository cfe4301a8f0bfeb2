/// Reads server-sent events, whatever pieces their bytes come in.
///
/// [The event stream format](https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream):
/// lines end with CR, LF or both; `data` lines of one event are joined with LF; an event without data is none;
/// an event that the end of the stream cuts off is none either.
struct EventReader: Sendable {
    struct Event: Sendable, Equatable {
        var type = "message"
        var data: [UInt8] = []
        var lastID = ""
    }

    /// Bytes of one event, its current line included.
    let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var type = ""
    private var lastID = ""
    private var isFirstLine = true
    private var lastWasCR = false

    init(limit: Int) { self.limit = limit }

    /// The events that are complete with these bytes.
    mutating func append(_ bytes: [UInt8]) throws(EndlessLine) -> [Event] {
        var events: [Event] = []
        var start = bytes.startIndex
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            let isSecondHalf = lastWasCR && byte == UInt8(ascii: "\n") && index == start && line.isEmpty
            lastWasCR = byte == UInt8(ascii: "\r")
            if !isSecondHalf {
                try grow(by: bytes[start..<index])
                if let event = endLine() { events.append(event) }
            }
            start = index + 1
        }
        if start < bytes.endIndex {
            lastWasCR = false
            try grow(by: bytes[start...])
        }
        return events
    }

    private mutating func grow(by bytes: ArraySlice<UInt8>) throws(EndlessLine) {
        guard bytes.count <= limit - line.count - data.count else {
            let isMessage = hasData || (line + bytes.prefix(5)).starts(with: Array("data:".utf8))
            throw EndlessLine(limit: limit, isMessage: isMessage)
        }
        line += bytes
    }

    /// Takes the finished line; an empty one ends the event.
    private mutating func endLine() -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        guard !line.isEmpty else { return endEvent() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        take(field: line[..<colon], value: value)
        return nil
    }

    private mutating func take(field: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
        switch String(decoding: field, as: UTF8.self) {
        case "data":
            if hasData { data.append(UInt8(ascii: "\n")) }
            hasData = true
            data += value
        case "event":
            type = String(decoding: value, as: UTF8.self)
        case "id" where !value.contains(0):
            lastID = String(decoding: value, as: UTF8.self)
        default:
            break  // a comment (no name), `retry`, or a field we do not know
        }
    }

    private mutating func endEvent() -> Event? {
        defer {
            data = []
            hasData = false
            type = ""
        }
        guard hasData else { return nil }
        return Event(type: type.isEmpty ? "message" : type, data: data, lastID: lastID)
    }
}
