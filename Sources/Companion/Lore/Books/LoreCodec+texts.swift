import Inference

extension LoreCodec<String> {
    static var text: Self { LoreCodec("text", wants: "a text", read: \.string) { .string($0) } }
    /// The same where an empty text need not be written.
    static var textIfAny: Self {
        LoreCodec("text", wants: "a text", read: \.string) { $0.isEmpty ? nil : .string($0) }
    }

    /// What an entry says.
    static var content: Self {
        LoreCodec("text") { json in
            guard let text = json.string else { return (nil, "must be a text, not \(json.shown)") }
            guard text.utf8.count > LoreLimits.contentSize else { return (text, nil) }
            let limit = LoreLimits.contentSize >> 10
            return ("", "is longer than \(limit) KiB, so the entry is never told; make two entries of it")
        } write: {
            .string($0)
        }
    }
}

extension LoreCodec<[String]> {
    /// A list of keys, or one text with commas between them.
    static var keys: Self {
        LoreCodec("keys") { json in
            if let text = json.string { return check(text.split(separator: ",").map { .string(String($0)) }) }
            guard let items = json.array else { return (nil, "must be a list of texts, not \(json.shown)") }
            return check(items)
        } write: {
            .array($0.map { .string($0) })
        }
    }

    private static func check(_ items: [JSONValue]) -> ([String]?, String?) {
        let texts = items.prefix(LoreLimits.keys).map(\.string)
        let kept = texts.compactMap { $0 }.filter { $0.unicodeScalars.count <= LoreLimits.keyLength }
        if items.count > LoreLimits.keys {
            return (kept, "has \(items.count) keys, only the first \(LoreLimits.keys) are looked for")
        }
        if texts.contains(nil) { return (kept, "holds something that is no text; it is left aside") }
        if kept.count < texts.count {
            return (kept, "holds a key of more than \(LoreLimits.keyLength) characters; it is not looked for")
        }
        return (kept, nil)
    }
}

extension JSONValue {
    var asFlag: Bool? {
        switch self {
        case .bool(let flag): flag
        case .number(0): false
        case .number(1): true
        default: nil
        }
    }

    /// Forms leave numbers as texts here and there.
    var asNumber: Double? {
        switch self {
        case .number(let number): number
        case .string(let text) where text.utf8.count <= 32: Double(text).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    func asWhole(in range: ClosedRange<Int>) -> Int? {
        asNumber.flatMap { Int(exactly: $0) }.flatMap { range.contains($0) ? $0 : nil }
    }

    /// What stands there, for a fault.
    var shown: String {
        switch self {
        case .null: "null"
        case .bool(let flag): "\(flag)"
        case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
        case .string(let text) where text.utf8.count <= 40: "“\(text)”"
        case .string: "a long text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
