/// What is counted in a text before it is weighed.
struct Signals {
    /// By raw value; each further occurrence counts less.
    private var cues: [Double]
    private var shapes = Array(repeating: 0.0, count: Shape.allCases.count)

    subscript(cue: Cue) -> Double { cues[Int(cue.rawValue)] }
    private(set) subscript(shape: Shape) -> Double {
        get { shapes[shape.rawValue] }
        set { shapes[shape.rawValue] = newValue }
    }

    /// What the form of a text says.
    enum Shape: Int, CaseIterable {
        case codeFence, symbols, numbers, questions, exclamations, emoji, length, brevity
        /// Somebody's text with a task: a translation of a word is easy, one of a page is not.
        case material
    }

    /// - Parameter text: only its first 1,500 and last 500 bytes are read, so that the time is bounded.
    init(_ text: String, lexicon: Lexicon = .requests) {
        var bytes = Array(text.utf8.prefix(2000))
        if bytes.count < text.utf8.count { bytes.replaceSubrange(1500..., with: Array(text.utf8.suffix(500))) }
        bytes.lowercase()
        let (counts, words) = lexicon.count(in: bytes)
        cues = counts.map { Self.diminishing($0) }
        measure(bytes, words: words)
    }

    private mutating func measure(_ bytes: [UInt8], words: Int) {
        let marks = Marks(bytes)
        self[.codeFence] = marks.hasFence ? 1 : 0
        self[.symbols] = min(Double(marks.symbols) / 8, 2)
        // A sum of two numbers is no word problem.
        self[.numbers] = words > 6 ? min(Double(marks.numbers) / 2, 3) : 0
        self[.questions] = Double(max(0, min(marks.questions, 4) - 1))
        self[.exclamations] = Double(min(marks.exclamations, 3))
        self[.emoji] = Double(min(marks.emoji, 3))
        self[.length] = words > 0 ? max(0, min(Self.log2(Double(words)) - 3, 4)) : 0
        self[.brevity] = words <= 3 ? 1 : 0
        let reworks = self[.reworking] > 0
        self[.material] = reworks ? min(Double(bytes.count) / 200, 2) : 0
    }

    private static func diminishing(_ count: Int) -> Double {
        switch count {
        case 0: 0
        case 1: 1
        case 2: 1.5
        default: 1.8
        }
    }

    private static func log2(_ number: Double) -> Double {
        Double(number.exponent) + (number.significand - 1)  // close enough, and needs no libm
    }
}

/// Marks between the words.
private struct Marks {
    var hasFence = false
    var symbols = 0
    var numbers = 0
    /// Runs of them count once: "right???" is one question.
    var questions = 0
    var exclamations = 0
    var emoji = 0

    init(_ bytes: [UInt8]) {
        var previous: UInt8 = 0
        var ticks = 0
        for byte in bytes {
            ticks = byte == UInt8(ascii: "`") ? ticks + 1 : 0
            if ticks == 3 { hasFence = true }
            note(byte, after: previous)
            previous = byte
        }
    }

    private mutating func note(_ byte: UInt8, after previous: UInt8) {
        switch byte {
        case UInt8(ascii: "?") where previous != byte: questions += 1
        case UInt8(ascii: "!") where previous != byte: exclamations += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let isInside = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(previous) || previous == UInt8(ascii: ".")
            if !isInside { numbers += 1 }
        case 0xF0: emoji += 1
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ";"),
            UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "_"),
            UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "$"):
            symbols += 1
        default: break
        }
    }
}

extension [UInt8] {
    /// UTF-8 in lower case, for the alphabets of the lexicon; `String.lowercased()` takes ten times as long.
    fileprivate mutating func lowercase() {
        var lead: UInt8 = 0
        for index in indices {
            let byte = self[index]
            switch (lead, byte) {
            case (_, UInt8(ascii: "A")...UInt8(ascii: "Z")): self[index] = byte + 0x20
            case (0xC3, 0x80...0x9E) where byte != 0x97: self[index] = byte + 0x20  // À to Þ, without ×
            case (0xC4, 0x80...0xB7), (0xC5, 0x8A...0xB7): self[index] = byte | 1  // Ā ā Ă ă …
            case (0xC5, 0x81...0x87), (0xC5, 0xB9...0xBD): self[index] = byte + byte % 2  // Ł ł Ń ń …
            case (0xD0, 0x90...0x9F): self[index] = byte + 0x20  // А to П
            case (0xD0, 0xA0...0xAF):  // Р to Я
                self[index - 1] = 0xD1
                self[index] = byte - 0x20
            default: break
            }
            lead = byte
        }
    }
}
