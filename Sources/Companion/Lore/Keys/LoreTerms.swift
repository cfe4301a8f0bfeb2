/// All keys of a book, each looked for once however many entries ask for it.
struct LoreTerms: Sendable {
    /// How an entry wants its keys compared.
    struct Sense {
        var isCaseSensitive: Bool
        var isWholeWord: Bool

        init(_ entry: LoreEntry, _ settings: LoreSettings) {
            isCaseSensitive = entry.isCaseSensitive ?? settings.isCaseSensitive
            isWholeWord = entry.matchesWholeWords ?? settings.matchesWholeWords
        }
    }

    private(set) var folded = LoreTermTable()
    private(set) var exact = LoreTermTable()
    private(set) var patterns: [LinearPattern] = []
    /// For each pattern, the entries that have it.
    private(set) var patternOwners: [[Int]] = []
    /// Patterns of which nothing is known that a text must have.
    private(set) var ungated: [Int] = []
    private var numbers: [LoreKey: Int] = [:]
    /// Characters that may still be looked for.
    private var room: Int
    private var isFull = false

    init(room: Int = LoreLimits.allKeys) { self.room = room }

    mutating func add(_ keys: [String], of entry: Int, _ sense: Sense, _ log: inout LoreFaultLog) -> [LoreTerm] {
        var terms: [LoreTerm] = []
        for (place, key) in keys.prefix(LoreLimits.keys).enumerated() {
            let key = LoreKey(key)
            if key == .words("") { continue }
            var term = LoreTerm(kind: .never, number: 0, isWholeWord: sense.isWholeWord, key: place)
            (term.kind, term.number) = number(of: key, in: entry, sense, &log) ?? (.never, 0)
            terms.append(term)
        }
        return terms
    }

    private mutating func number(
        of key: LoreKey, in entry: Int, _ sense: Sense, _ log: inout LoreFaultLog
    ) -> (LoreTerm.Kind, Int)? {
        if isFull { return nil }
        switch key {
        case .pattern(let source, let flags):
            return pattern(source, flags, of: entry, &log).map { (.pattern, $0) }
        case .words(let words) where words.unicodeScalars.count > LoreLimits.keyLength:
            log.warn("keys", "hold one of more than \(LoreLimits.keyLength) characters; it is not looked for")
            return nil
        case .words(let words) where sense.isCaseSensitive:
            let text = ScannedText.exact(words)
            return takeRoom(text.count, &log) ? (.exact, exact.add(text, of: entry)) : nil
        case .words(let words):
            let text = ScannedText.folded(key: words)
            return takeRoom(text.count, &log) ? (.folded, folded.add(text, of: entry)) : nil
        }
    }

    private mutating func pattern(
        _ source: String, _ flags: String, of entry: Int, _ log: inout LoreFaultLog
    ) -> Int? {
        let key = LoreKey.pattern(source: source, flags: flags)
        if let known = numbers[key] {
            if patternOwners[known].last != entry { patternOwners[known].append(entry) }
            return known
        }
        do throws(PatternFault) {
            let pattern = try LinearPattern(source, flags: flags)
            // A step is larger than a character.
            guard takeRoom(pattern.program.steps.count * 4, &log) else { return nil }
            let number = patterns.count
            patterns.append(pattern)
            patternOwners.append([entry])
            numbers[key] = number
            if let needed = pattern.needed {
                for text in needed { folded.addGate(text, of: number) }
            } else {
                ungated.append(number)
            }
            return number
        } catch {
            log.warn("keys", "hold the pattern “\(source.prefix(60))”, which \(error.reason); it is not looked for")
            return nil
        }
    }

    private mutating func takeRoom(_ count: Int, _ log: inout LoreFaultLog) -> Bool {
        guard room >= count else {
            isFull = true
            log.warn("keys", "and those of the entries after it are not looked for: the book has too many; split it")
            return false
        }
        room -= count
        return true
    }

    mutating func finish() {
        folded.finish()
        exact.finish()
        numbers = [:]
    }
}
