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

    /// Levenshtein's distance, a row at a time.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var next = [i + 1]
            for ((other, above), aboveLeft) in zip(zip(b, row.dropFirst()), row) {
                let left = next.last ?? 0
                next.append(min(left + 1, above + 1, aboveLeft + (letter == other ? 0 : 1)))
            }
            row = next
        }
        return row.last ?? 0
    }
}
