/// What of a book's keys was seen, and where: in which message, and in what entries say.
struct LoreSighting {
    /// Steps that the patterns of a book may take in one answer; then they are taken as not seen.
    static let patternFuel = 4_000_000

    private let terms: LoreTerms
    private var folded: LoreSightings
    private var exact: LoreSightings
    private var patterns: LoreSightings
    /// Which patterns are worth trying on the text at hand.
    private var isDue: [Bool]
    private var due: [Int] = []
    /// Entries of which a key was seen, in the order in which they were.
    private(set) var touched: [Int] = []
    private var isTouched: [Bool]
    private var fuel: Int

    init(_ index: LoreIndex, fuel: Int = patternFuel) {
        self.fuel = fuel
        terms = index.terms
        folded = LoreSightings(count: terms.folded.owners.count)
        exact = LoreSightings(count: terms.exact.owners.count)
        patterns = LoreSightings(count: terms.patterns.count)
        isDue = Array(repeating: false, count: terms.patterns.count)
        isTouched = Array(repeating: false, count: index.book.entries.count)
    }

    /// Whether patterns were left out because they took too long.
    var isExhausted: Bool { fuel <= 0 }

    /// Whether a key was seen within so many messages, or in what entries say, where that counts.
    func has(_ term: LoreTerm, depth: Int, countsTold: Bool) -> Bool {
        let seen: LoreSightings? =
            switch term.kind {
            case .folded: folded
            case .exact: exact
            case .pattern: patterns
            case .never: nil
            }
        return seen?.has(term.number, asWord: term.isWholeWord, depth: depth, countsTold: countsTold) ?? false
    }

    /// Looks at a message, so many before the end, or at what an entry says.
    mutating func look(at text: ScannedText, distance: Int?) {
        text.folded.withUnsafeBufferPointer { lookFolded(at: $0, distance) }
        text.exact.withUnsafeBufferPointer { lookExact(at: $0, distance) }
        guard !terms.patterns.isEmpty else { return }
        text.plain.withUnsafeBufferPointer { tryPatterns(on: $0, distance) }
    }

    private mutating func lookFolded(at text: UnsafeBufferPointer<UInt32>, _ distance: Int?) {
        let table = terms.folded
        var touched: [Int] = []
        table.automaton.scan(text) { number, end in
            for pattern in table.gates[number] where !isDue[pattern] {
                isDue[pattern] = true
                due.append(pattern)
            }
            let range = end - table.automaton.lengths[number]..<end
            if folded.note(number, range, text, distance) { touched += table.owners[number] }
        }
        for entry in touched { touch(entry) }
    }

    private mutating func lookExact(at text: UnsafeBufferPointer<UInt32>, _ distance: Int?) {
        let table = terms.exact
        var touched: [Int] = []
        table.automaton.scan(text) { number, end in
            let range = end - table.automaton.lengths[number]..<end
            if exact.note(number, range, text, distance) { touched += table.owners[number] }
        }
        for entry in touched { touch(entry) }
    }

    private mutating func tryPatterns(on text: UnsafeBufferPointer<UInt32>, _ distance: Int?) {
        for number in due + terms.ungated where !patterns.isKnown(number, distance) && fuel > 0 {
            guard terms.patterns[number].isFound(in: text, fuel: &fuel) == true else { continue }
            patterns.note(number, distance)
            for entry in terms.patternOwners[number] { touch(entry) }
        }
        for pattern in due { isDue[pattern] = false }
        due = []
    }

    private mutating func touch(_ entry: Int) {
        guard !isTouched[entry] else { return }
        isTouched[entry] = true
        touched.append(entry)
    }
}
