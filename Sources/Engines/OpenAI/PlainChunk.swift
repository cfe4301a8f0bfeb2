/// Reads the chunks of a stream that bring nothing but text. Nearly all do, and for one of them
/// `JSONDecoder` takes longer than everything else that happens on its way.
///
/// It takes only what it is sure of: for any other shape there is ``ChatChunk``.
struct PlainChunk {
    /// The text; nil where the decoder has to look at the chunk.
    static func text(in data: [UInt8]) -> String? {
        var chunk = PlainChunk(data: data)
        guard chunk.object({ $0.field($1) }), chunk.place == data.count, let content = chunk.content else { return nil }
        return String(validating: content, as: UTF8.self)
    }

    private let data: [UInt8]
    private var place = 0
    private var hasChoices = false
    private var content: [UInt8]?

    private init(data: [UInt8]) { self.data = data }

    // MARK: What is where

    private mutating func field(_ name: ArraySlice<UInt8>) -> Bool {
        if name.spells("choices") {
            guard !hasChoices else { return false }
            hasChoices = true
            return take("[") && object({ $0.choiceField($1) }) && take("]")
        }
        if name.spells("error") || name.spells("usage") { return null() }
        return scalar()
    }

    private mutating func choiceField(_ name: ArraySlice<UInt8>) -> Bool {
        if name.spells("delta") { return object { $0.deltaField($1) } }
        if name.spells("finish_reason") || name.spells("message") { return null() }
        return scalar()
    }

    private mutating func deltaField(_ name: ArraySlice<UInt8>) -> Bool {
        if name.spells("content") {
            guard content == nil else { return false }
            content = text()
            return content != nil
        }
        if name.spells("role") { return word() != nil }
        return null()
    }

    // MARK: JSON, the simpler half of it

    private mutating func object(_ field: (inout PlainChunk, ArraySlice<UInt8>) -> Bool) -> Bool {
        guard take("{") else { return false }
        repeat {
            guard let name = word(), take(":"), field(&self, name) else { return false }
        } while take(",")
        return take("}")
    }

    private mutating func scalar() -> Bool {
        switch next {
        case UInt8(ascii: "\""): word() != nil
        case UInt8(ascii: "n"): null()
        default: number()
        }
    }

    private mutating func null() -> Bool {
        skipBlanks()
        guard data[place...].starts(with: "null".utf8) else { return false }
        place += 4
        return true
    }

    /// Whole and not negative.
    private mutating func number() -> Bool {
        skipBlanks()
        let digits = data[place...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else { return false }
        place = digits.endIndex
        return true
    }

    /// A string of ASCII, without escapes.
    private mutating func word() -> ArraySlice<UInt8>? {
        guard take("\"") else { return nil }
        let word = data[place...].prefix { $0 < 0x80 && Self.isOrdinary($0) }
        place = word.endIndex
        return closes() ? word : nil
    }

    private mutating func text() -> [UInt8]? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while true {
            let plain = data[place...].prefix(while: Self.isOrdinary)
            text += plain
            place = plain.endIndex
            if closes() { return text }
            guard let escaped = escape() else { return nil }
            text.append(escaped)
        }
    }

    /// Those of one letter.
    private mutating func escape() -> UInt8? {
        guard place + 1 < data.count, data[place] == UInt8(ascii: "\\") else { return nil }
        defer { place += 2 }
        return switch data[place + 1] {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): data[place + 1]
        default: nil
        }
    }

    /// Right here, without blanks before.
    private mutating func closes() -> Bool {
        guard place < data.count, data[place] == UInt8(ascii: "\"") else { return false }
        place += 1
        return true
    }

    private var next: UInt8? {
        mutating get {
            skipBlanks()
            return place < data.count ? data[place] : nil
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while place < data.count, Self.isBlank(data[place]) { place += 1 }
    }

    /// Stands for itself in a string.
    private static func isOrdinary(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}

extension ArraySlice<UInt8> {
    fileprivate func spells(_ word: StaticString) -> Bool {
        count == word.utf8CodeUnitCount && word.withUTF8Buffer { elementsEqual($0) }
    }
}
