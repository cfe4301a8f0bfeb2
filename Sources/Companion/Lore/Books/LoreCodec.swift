import Inference

/// How one kind of value is spelled in JSON, and read from the spellings that are about.
struct LoreCodec<Value: Equatable & Sendable>: Sendable {
    /// Codecs of the same name spell alike.
    let name: String
    /// The value, or nil and what it should be. A value may come with a complaint as well.
    let read: @Sendable (JSONValue) -> (value: Value?, complaint: String?)
    /// Nil where nothing is to be written.
    let write: @Sendable (Value) -> JSONValue?

    init(
        _ name: String, wants: String, read: @escaping @Sendable (JSONValue) -> Value?,
        write: @escaping @Sendable (Value) -> JSONValue?
    ) {
        self.name = name
        self.read = { json in
            let value = read(json)
            return (value, value == nil ? "must be \(wants), not \(json.shown)" : nil)
        }
        self.write = write
    }

    init(
        _ name: String, reading read: @escaping @Sendable (JSONValue) -> (Value?, String?),
        write: @escaping @Sendable (Value) -> JSONValue?
    ) {
        self.name = name
        self.read = read
        self.write = write
    }
}

extension LoreCodec<Bool> {
    /// Other programs write 0 and 1 as well.
    static var flag: Self { LoreCodec("flag", wants: "true or false", read: \.asFlag) { .bool($0) } }
    static var negated: Self {
        LoreCodec("negated", wants: "true or false", read: { $0.asFlag.map { !$0 } }) { .bool(!$0) }
    }
}

extension LoreCodec<Bool?> {
    /// Null means what the settings say.
    static var choice: Self {
        LoreCodec("flag", wants: "true, false or null", read: { $0.asFlag.map { $0 } }) { flag in
            flag.map { .bool($0) } ?? .null
        }
    }
    /// The same where nothing stands for what the settings say.
    static var choiceIfAny: Self {
        LoreCodec("flag", wants: "true or false", read: { $0.asFlag.map { $0 } }) { flag in
            flag.map { .bool($0) }
        }
    }
}

extension LoreCodec<Double> {
    static func number(_ range: ClosedRange<Double>) -> Self {
        LoreCodec("number", wants: Self.wanted(range)) { json in
            json.asNumber.flatMap { range.contains($0) ? $0 : nil }
        } write: {
            .number($0)
        }
    }

    private static func wanted(_ range: ClosedRange<Double>) -> String {
        guard let low = Int(exactly: range.lowerBound), let high = Int(exactly: range.upperBound) else {
            return "a number"
        }
        return "a number from \(low) to \(high)"
    }
}

extension LoreCodec<Int> {
    static func whole(_ range: ClosedRange<Int>) -> Self {
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return LoreCodec("number", wants: wanted, read: { $0.asWhole(in: range) }) { .number(Double($0)) }
    }

    /// A level of recursion: `true` is the first, `false` is none.
    static var level: Self {
        LoreCodec("level", wants: "true, false or a whole number from 0 to 1000") { json in
            json.bool.map { $0 ? 1 : 0 } ?? json.asWhole(in: 0...1_000)
        } write: { level in
            level > 1 ? .number(Double(level)) : .bool(level == 1)
        }
    }
}

extension LoreCodec<Int?> {
    static func choice(_ range: ClosedRange<Int>, writingNull: Bool) -> Self {
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return LoreCodec("number", wants: wanted, read: { $0.asWhole(in: range).map { $0 } }) { number in
            number.map { .number(Double($0)) } ?? (writingNull ? .null : nil)
        }
    }
}

extension LoreCodec where Value: RawRepresentable & CaseIterable, Value.RawValue == Int {
    static func numbered(_ name: String) -> Self {
        let known = 0...(Value.allCases.count - 1)
        return LoreCodec(name, wants: "a whole number from 0 to \(known.upperBound)") { json in
            json.asWhole(in: known).flatMap { Value(rawValue: $0) }
        } write: {
            .number(Double($0.rawValue))
        }
    }
}

extension LoreCodec<LorePosition> {
    static var position: Self {
        LoreCodec("position", wants: "a whole number from 0 to 7", read: { LorePosition(json: $0) }) {
            .number(Double($0.rawValue))
        }
    }
    /// The two words that the card formats have.
    static var positionWord: Self {
        LoreCodec("position word", wants: "“before_char” or “after_char”", read: { LorePosition(json: $0) }) {
            .string($0 == .beforeCharacter ? "before_char" : "after_char")
        }
    }
}

extension LorePosition {
    init?(json: JSONValue) {
        switch json.string {
        case "before_char": self = .beforeCharacter
        case "after_char": self = .afterCharacter
        default:
            guard let number = json.asWhole(in: 0...7), let position = LorePosition(rawValue: number) else {
                return nil
            }
            self = position
        }
    }
}
