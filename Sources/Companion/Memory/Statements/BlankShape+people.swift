/// Names, places, work: what people write with or without capitals.
extension BlankShape {
    // MARK: Names

    /// What somebody asks to be called: one or two words that are no adverb, no mood and no trade.
    static let name = BlankShape { words in
        let taken = words.prefix(2).prefix { isName($0) }
        // "Ada Lovelace", but "call me ada please": a second word is a name where it looks like one.
        let second = taken.dropFirst().first
        let count = second.map { $0.written.first?.isUppercase == true } == true ? 2 : 1
        let rest = words.dropFirst(count)
        guard !taken.isEmpty,
            rest.isEmpty || ClauseEnd.isEnd(of: rest) || ["or", "oder"].contains(rest.first?.plain ?? "")
        else { return nil }
        return taken.prefix(count)
    }
    /// A name that stands where other words could stand too: it is written as one.
    static let capitalised = BlankShape { words in
        guard let first = words.first, isName(first), first.written.first?.isUppercase == true,
            first.written.dropFirst().contains(where: \.isLowercase)
        else { return nil }
        return words.prefix(1)
    }

    private static func isName(_ word: SpokenSentence.Word) -> Bool {
        (2...20).contains(word.plain.count) && word.plain.allSatisfy { $0.isLetter || "-'.".contains($0) }
            && !Stops.noNames.contains(word.plain) && !Stops.small.contains(word.plain)
            && !Stops.pointers.contains(word.plain) && !Stops.persons.contains(word.plain)
            && !Occupations.all.contains(word.plain)
            && !["ly", "ing", "ed"].contains { word.plain.hasSuffix($0) && word.plain.count > 4 }
            && isWord(word.plain) && !word.written.isEmpty
    }

    // MARK: Places

    /// Where one lives: what stands behind "live in" and is no state of mind, no game and no room.
    static let place = BlankShape { place(in: $0, isKnown: false) }
    /// Where one moved or is: people move to other things too, so it is a place that is known, or written like one.
    static let knownPlace = BlankShape { place(in: $0, isKnown: true) }

    private static func place(in words: Words, isKnown: Bool) -> Words? {
        var taken = before(Stops.ends, in: words)
        // "Oslo now for two years"
        if let cut = taken.firstIndex(where: {
            Stops.counts.contains($0.plain) && !$0.plain.isEmpty && $0.plain != "the"
        }),
            cut > taken.startIndex
        {
            taken = taken[..<cut]
        }
        guard (1...4).contains(taken.count), let first = taken.first, !Stops.pointers.contains(first.plain),
            taken.allSatisfy({
                isWord($0.plain) && !Places.none.contains($0.plain) && !Stops.persons.contains($0.plain)
            })
        else { return nil }
        let plain = taken.map(\.plain).joined(separator: " ")
        if Places.known.contains(plain) || Places.known.contains(first.plain) { return taken }
        // A capital at the beginning of a sentence says nothing.
        guard !isKnown || words.startIndex > 0 else { return nil }
        guard
            !["a", "an", "the", "my", "one", "two", "ein", "eine", "einem", "einer", "der", "dem", "die", "la", "un"]
                .contains(first.plain),
            first.plain.first?.isLetter == true
        else { return nil }
        let isWritten = taken.allSatisfy {
            $0.written.first?.isUppercase == true || ["am", "an", "der", "de", "upon", "of", "la"].contains($0.plain)
        }
        return isWritten || !isKnown && taken.count <= 2 ? taken : nil
    }

    // MARK: Work

    /// A trade: its last word is one of a list.
    static let occupation = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        guard (1...4).contains(taken.count), let last = taken.last,
            Occupations.all.contains(last.plain)
                || Occupations.germanEndings.contains(where: {
                    last.plain.hasSuffix($0) && last.plain.count > $0.count + 2
                }),
            taken.dropLast().allSatisfy({ !Stops.noTrade.contains($0.plain) && isWord($0.plain) }),
            // Who may give orders here is not a matter of what they say.
            taken.count > 1 || !["admin", "moderator", "administrator", "developer", "dev"].contains(last.plain)
        else { return nil }
        return taken
    }
    /// What stands behind "work as a".
    static let trade = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        guard (1...5).contains(taken.count),
            taken.allSatisfy({
                isWord($0.plain) && !Stops.noTrade.contains($0.plain) && !Stops.persons.contains($0.plain)
            })
        else { return nil }
        return taken
    }
    /// What stands behind "work at".
    static let employer = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        guard (1...5).contains(taken.count), let first = taken.first, let last = taken.last,
            !Stops.noEmployers.contains(last.plain), !Stops.noEmployers.contains(first.plain),
            !Stops.persons.contains(first.plain),
            !Stops.pointers.contains(first.plain), first.plain.first?.isNumber != true,
            taken.allSatisfy({ isWord($0.plain) })
        else { return nil }
        return taken
    }
    /// Who employs, where other words could stand too: written as a name, or a kind of house.
    static let knownEmployer = BlankShape { words in
        guard let taken = employer.taken(from: words), let last = taken.last else { return nil }
        return taken.contains { $0.written.first?.isUppercase == true } || Occupations.houses.contains(last.plain)
            ? taken : nil
    }
    /// What one studies.
    static let subject = BlankShape { words in
        let taken = before(Stops.ends, in: words)
        guard (1...4).contains(taken.count), let first = taken.first, !Stops.pointers.contains(first.plain),
            taken.allSatisfy({
                isWord($0.plain) && !Stops.persons.contains($0.plain) && !Stops.noSubjects.contains($0.plain)
            })
        else { return nil }
        return taken
    }
    /// What somebody means to do: "to see every continent".
    static let goal = BlankShape { words in
        let taken = words.prefix { !["because", "so", "but", "lol", "haha", "if"].contains($0.plain) }
        guard (1...12).contains(taken.count), taken.allSatisfy({ isWord($0.plain) }), let first = taken.first,
            !["be", "die", "cry", "scream", "sleep", "go", "eat", "know", "say", "see", "leave"].contains(first.plain)
                || taken.count > 2
        else { return nil }
        return taken
    }
}
