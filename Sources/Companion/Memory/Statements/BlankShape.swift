/// What a blank of a pattern takes: a place, a name, a number of years.
struct BlankShape: Sendable {
    typealias Words = ArraySlice<SpokenSentence.Word>

    /// The words that it takes, from the first on; nil where what stands there is not of this shape.
    let taken: @Sendable (Words) -> Words?

    func taken(from words: Words) -> Words? {
        guard let found = taken(words), !found.isEmpty else { return nil }
        return found
    }

    init(_ taken: @escaping @Sendable (Words) -> Words?) { self.taken = taken }

    /// One word of a list.
    init(oneOf words: Set<String>) {
        self.init { $0.count == 1 && $0.allSatisfy { words.contains($0.plain) } ? $0 : nil }
    }

    // MARK: Things

    /// What one can like or have: words that mean something by themselves.
    static let thing = BlankShape { thing(in: $0, most: 6) }
    static let shortThing = BlankShape { thing(in: $0, most: 3) }

    private static func thing(in words: Words, most: Int) -> Words? {
        let taken = before(Stops.things, in: words)
        guard taken.count <= most, let first = taken.first, !Stops.pointers.contains(first.plain),
            !taken.contains(where: { Stops.persons.contains($0.plain) }),
            taken.contains(where: { !Stops.small.contains($0.plain) && $0.plain.count > 1 }),
            taken.allSatisfy({ isWord($0.plain) })
        else { return nil }
        return taken
    }

    /// "asdfgh", "aaaaa" and "???" are none.
    static func isWord(_ word: String) -> Bool {
        var last: Character?
        var run = 0
        for character in word {
            run = character == last ? run + 1 : 1
            if run > 3 { return false }
            last = character
        }
        guard word.count > 4, word.allSatisfy(\.isLetter), word.unicodeScalars.allSatisfy({ $0.isASCII }) else {
            return word.contains { $0.isLetter || $0.isNumber }
        }
        return word.contains { "aeiouy".contains($0) }
            && !["asdf", "qwer", "hjkl", "sdfg", "dfgh", "fghj", "ghjk"].contains { word.contains($0) }
    }

    /// The words before the first of these, without those that say nothing at the end.
    static func before(_ stops: Set<String>, in words: Words) -> Words {
        var taken = words.prefix { !stops.contains($0.plain) }
        while let last = taken.last, Stops.small.contains(last.plain) { taken.removeLast() }
        return taken
    }

    // MARK: Numbers and dates

    /// Years that who writes here may be old.
    static let age = BlankShape { number($0, in: 13...99) }
    static let anyAge = BlankShape { number($0, in: 6...110) }

    private static func number(_ words: Words, in range: ClosedRange<Int>) -> Words? {
        words.count == 1 && words.first.flatMap { Int($0.plain) }.map(range.contains) == true ? words : nil
    }

    /// A day and a month in either order, perhaps with a year; or a month alone.
    static let date = BlankShape { words in
        let taken = words.prefix { isOfDate($0.plain) }
        return taken.contains { Months.all.contains($0.plain) || $0.plain.contains { "./".contains($0) } } ? taken : nil
    }

    private static func isOfDate(_ word: String) -> Bool {
        if Months.all.contains(word) || ["the", "of", "am", "im", "in", "on", "le", "el", "de"].contains(word) {
            return true
        }
        guard word.first?.isNumber == true else { return false }
        return word.allSatisfy { $0.isNumber || "./".contains($0) }
            || ["st", "nd", "rd", "th"].contains { word.hasSuffix($0) && word.dropLast(2).allSatisfy(\.isNumber) }
    }

    static let timeZone = BlankShape { words in
        guard let first = words.first, Stops.timeZones.contains(first.plain) || isOffset(first.plain) else {
            return nil
        }
        return words.prefix(1)
    }

    /// "utc+2", "gmt-5:30".
    private static func isOffset(_ word: String) -> Bool {
        ["utc", "gmt"].contains { word.hasPrefix($0) } && word.count <= 9
            && word.dropFirst(3).allSatisfy { $0.isNumber || "+-:".contains($0) }
    }

    // MARK: Small sets

    static let language = BlankShape { words in
        let taken = words.prefix {
            Stops.languages.contains($0.plain) || ["and", "und", "a", "little", "some"].contains($0.plain)
        }
        let trimmed = before([], in: taken)
        return trimmed.contains { Stops.languages.contains($0.plain) } ? trimmed : nil
    }
    static let diet = BlankShape(oneOf: Stops.diets)
    static let pronouns = BlankShape { words in
        guard words.count == 1, let word = words.first?.plain else { return nil }
        let parts = word.split(separator: "/")
        return parts.count >= 2 && parts.allSatisfy { Stops.pronouns.contains(String($0)) } ? words : nil
    }
    static let hobby = BlankShape { words in
        let taken = before(Stops.things, in: words)
        return taken.count <= 3 && taken.last.map { Stops.hobbies.contains($0.plain) } == true ? taken : nil
    }
    /// "in a dance cover crew".
    static let group = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        return taken.count <= 5 && taken.last.map { Stops.groups.contains($0.plain) } == true ? taken : nil
    }
    static let relative = BlankShape(oneOf: Stops.relatives)
    static let partner = BlankShape(oneOf: Stops.partners)
    static let pet = BlankShape(oneOf: Stops.pets)
    static let instrument = BlankShape { words in
        guard let first = words.first,
            !["along", "around", "dumb", "role", "part", "with", "on", "a", "it"].contains(first.plain)
        else { return nil }
        return thing(in: words, most: 6)
    }
    /// A cat, "two dogs", "a cat named Miso".
    static let companion = BlankShape { words in
        let head = words.prefix(4)
        guard
            let noun = head.firstIndex(where: {
                Stops.relatives.contains($0.plain) || Stops.pets.contains(singular($0.plain))
            }),
            let first = head.first, noun > head.startIndex, Stops.counts.contains(first.plain)
        else { return nil }
        let rest = words[(noun + 1)...]
        if rest.isEmpty || ClauseEnd.isEnd(of: rest) { return words[...noun] }
        let link = rest.prefix(1).map(\.plain)
        guard ["named", "called", "namens"].contains(link.first ?? ""), rest.count >= 2 else { return nil }
        return words[..<min(noun + 3, words.endIndex)]
    }

    static func singular(_ word: String) -> String {
        word.hasSuffix("ies")
            ? word.dropLast(3) + "y" : word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
    }
}
