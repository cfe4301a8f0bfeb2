/// What somebody probably meant who wrote a word that nobody knows.
package enum NearestWord {
    /// The known word nearest to `word`, if it is near enough to be meant: a third of its letters may differ.
    /// Longer words than 64 letters are not looked at.
    package static func to(_ word: String, among known: some Sequence<String>) -> String? {
        let letters = plain(word)
        guard !letters.isEmpty, letters.count <= 64 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in known where candidate.utf8.count <= 64 {
            let distance = distance(letters, plain(candidate))
            if distance <= max(1, letters.count / 3), distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    /// “ (did you mean “x”?)”, or nothing.
    static func hint(for word: String, among known: some Sequence<String>) -> String {
        to(word, among: known).map { " (did you mean “\($0)”?)" } ?? ""
    }

    private static func plain(_ word: String) -> [Character] {
        word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    }

    /// How many letters were added, left out, changed or swapped with their neighbour (Damerau and Levenshtein),
    /// a row at a time.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var before: [Int] = []
        var row = Array(0...b.count)
        for i in a.indices {
            var next = [i + 1]
            for j in b.indices {
                var best = min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
                next.append(best)
            }
            (before, row) = (row, next)
        }
        return row[b.count]
    }
}
