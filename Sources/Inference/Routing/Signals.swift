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
        var bytes = Array(text.lowercased().utf8)
        if bytes.count > 2000 { bytes.removeSubrange(1500..<(bytes.count - 500)) }
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
        default: if Self.code.contains(byte) { symbols += 1 }
        }
    }

    private static let code = Set("{}[];=<>^_\\|*/$".utf8)
}
