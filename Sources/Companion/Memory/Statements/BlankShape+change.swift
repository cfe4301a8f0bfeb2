extension BlankShape {
    /// Up to eight words.
    static let any = BlankShape { $0.count <= 8 ? $0 : nil }

    /// What stands in place of something: "a tiny telescope" without its article.
    static let noun = BlankShape { words in
        let named = words.drop { EndCues.articles.contains($0.plain) }
        guard let first = named.first, !Stops.pointers.contains(first.plain) else { return nil }
        let taken = before(Stops.ends, in: named)
        guard (1...3).contains(taken.count),
            taken.allSatisfy({
                isWord($0.plain) && !Stops.persons.contains($0.plain) && !EndCues.all.contains($0.plain)
            })
        else { return nil }
        return taken
    }
}
