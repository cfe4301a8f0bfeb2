/// A pattern of somebody else, which takes no more time than the text is long times the pattern is long.
///
/// It understands what keys are made of: characters, `.`, `[…]`, `(…|…)`, `? * + {n,m}`, `^ $ \b \B`,
/// `\d \w \s`, and the flags `i`, `m` and `s`. What would need trying back and forth (looking ahead, referring back) is
/// refused: with such patterns a file could keep the program busy for years.
/// Thompson, *Regular expression search algorithm* (1968).
struct LinearPattern: Sendable {
    /// If a text has none of these, spelled like ``ScannedText/folded``, it does not fit. Nil: nothing is known.
    let needed: [[UInt32]]?

    let program: PatternProgram
    let ignoresCase: Bool
    private let anchorsAtLines: Bool
    private let dotTakesBreaks: Bool

    init(_ source: String, flags: String = "") throws(PatternFault) {
        if flags.contains("y") { throw PatternFault("has the flag “y”, which is not understood") }
        if flags.contains("v") { throw PatternFault("has the flag “v”, which is not understood") }
        guard source.unicodeScalars.count <= LoreLimits.keyLength else { throw PatternFault("is too long") }
        let node = try PatternParser.parse(ScannedText.composed(source))
        ignoresCase = flags.contains("i")
        program = try PatternProgram(node, ignoringCase: ignoresCase)
        needed = PatternNeeds.any(of: node)
        anchorsAtLines = flags.contains("m")
        dotTakesBreaks = flags.contains("s")
    }

    /// Whether it fits somewhere in the text; nil where the fuel, of which every step takes one, does not last.
    func isFound(in text: UnsafeBufferPointer<UInt32>, fuel: inout Int) -> Bool? {
        var machine = PatternMachine(self, text, fuel: fuel)
        defer { fuel = machine.fuel }
        return machine.run()
    }

    func takes(_ step: PatternProgram.Step, _ letter: PatternLetter) -> Bool {
        switch step {
        case .scalar(let wanted): wanted == letter.lower
        case .set(let set): set.contains(letter)
        case .any: dotTakesBreaks || !Self.isBreak(letter.value)
        default: false
        }
    }

    func holds(_ check: PatternCheck, at place: Int, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        switch check {
        case .start: place == 0 || place == 1 && text[0] == Self.mark || anchorsAtLines && Self.isBreak(text[place - 1])
        case .end: place == text.count || anchorsAtLines && Self.isBreak(text[place])
        case .boundary: Self.isBoundary(place, text)
        case .noBoundary: !Self.isBoundary(place, text)
        }
    }

    private static func isBoundary(_ place: Int, _ text: UnsafeBufferPointer<UInt32>) -> Bool {
        let before = place > 0 && WordBoundary.isWord(text[place - 1])
        let after = place < text.count && WordBoundary.isWord(text[place])
        return before != after
    }

    /// Stands before every message, so that a pattern can ask for its beginning: `/\x01Ana:/`.
    static let mark: UInt32 = 1

    private static func isBreak(_ value: UInt32) -> Bool {
        value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029
    }
}
