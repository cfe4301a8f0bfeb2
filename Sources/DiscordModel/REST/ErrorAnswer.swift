/// The body of an answer that says no, as far as it can be read.
///
/// <https://docs.discord.com/developers/reference#error-messages>
package struct ErrorAnswer: Equatable, Sendable {
    /// How many of the faults in a form are kept.
    static let faultLimit = 10
    /// How long a text is kept, in characters.
    static let textLimit = 300

    /// Discord's own number, such as 50035; zero is "general".
    package private(set) var code = 0
    package private(set) var message = ""
    /// Of an invalid form: `embeds[0].title: Must be 256 or fewer in length.`
    package private(set) var faults: [String] = []
    package private(set) var retryAfter: Duration?
    package private(set) var isGlobal = false

    package init() {}

    /// Nil for what is no object: a web page, text, nothing. What follows a fault in the JSON is lost.
    package init?(_ bytes: [UInt8]) {
        var json = JSONReader(bytes.span.bytes)
        guard json.next() == UInt8(ascii: "{") else { return nil }
        // What was read before the fault says enough.
        try? json.object { json, key throws(JSONFault) in try read(&json, key) }
    }

    private mutating func read(_ json: inout JSONReader, _ key: JSONKey) throws(JSONFault) {
        switch key {
        case "code": code = Self.number(try Self.scalar(&json)) ?? 0
        case "message": message = String((try Self.scalar(&json)).prefix(Self.textLimit))
        case "retry_after":
            retryAfter = ResponseHeaders.seconds(try Self.scalar(&json)).map(ResponseHeaders.duration)
        case "global": isGlobal = try Self.scalar(&json) == "true"
        case "errors": try collect(&json, at: "")
        default: try json.skip()
        }
    }

    /// Forms have names and numbers of their members on the way to `_errors`.
    private mutating func collect(_ json: inout JSONReader, at place: String) throws(JSONFault) {
        guard json.next() == UInt8(ascii: "{") else { return try json.skip() }
        try json.object { json, key throws(JSONFault) in
            if case "_errors" = key {
                guard json.next() == UInt8(ascii: "[") else { return try json.skip() }
                try json.array { json throws(JSONFault) in try add(&json, at: place) }
            } else {
                let name = String(key.text.prefix(64))
                let isNumber = name.utf8.first.map { (0x30...0x39).contains($0) } ?? false
                try collect(&json, at: isNumber ? "\(place)[\(name)]" : place.isEmpty ? name : "\(place).\(name)")
            }
        }
    }

    private mutating func add(_ json: inout JSONReader, at place: String) throws(JSONFault) {
        guard json.next() == UInt8(ascii: "{") else { return try json.skip() }
        var text = ""
        try json.object { json, key throws(JSONFault) in
            if case "message" = key { text = try Self.scalar(&json) } else { try json.skip() }
        }
        guard faults.count < Self.faultLimit else { return }
        faults.append(String((place.isEmpty ? text : "\(place): \(text)").prefix(Self.textLimit)))
    }

    /// The text of a string, or a number or word as it stands; empty for anything larger.
    private static func scalar(_ json: inout JSONReader) throws(JSONFault) -> String {
        switch json.next() {
        case UInt8(ascii: "\""): return try json.string()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try json.skip()
            return ""
        default:
            let range = try json.raw()
            return range.count <= 64 ? json.text(range) : ""
        }
    }

    private static func number(_ text: String) -> Int? {
        Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }
}
