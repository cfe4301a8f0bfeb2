/// Cuts the endings off words, lightly, in the languages that write with Latin letters.
enum Stem {
    static func of(_ word: String) -> String {
        if let regular = irregular[word] { return regular }
        guard word.utf8.count > 3, word.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }) else {
            return word
        }
        for (ending, replacement) in endings where word.hasSuffix(ending) {
            let stem = word.dropLast(ending.count)
            guard stem.count + replacement.count >= 3 else { continue }
            return single(stem + replacement)
        }
        return word
    }

    /// “running” is “run”, and “baking” is “bak” as “bake” is.
    private static func single(_ stem: Substring) -> String {
        guard stem.count > 3, let last = stem.last, stem.dropLast().last == last, !"sl".contains(last) else {
            return String(stem)
        }
        return String(stem.dropLast())
    }

    /// The longest first.
    private static let endings: [(String, String)] = [
        ("ationen", "at"), ("ations", "at"), ("fulness", "ful"), ("iveness", "iv"), ("ungen", ""), ("ation", "at"),
        ("ments", ""), ("ities", ""), ("heiten", ""), ("keiten", ""), ("ement", ""), ("aciones", "at"),
        ("ness", ""), ("ment", ""), ("heit", ""), ("keit", ""), ("lich", ""), ("ings", ""), ("ingly", ""),
        ("edly", ""), ("ando", ""), ("iendo", ""), ("acion", "at"), ("ity", ""), ("ung", ""), ("ing", ""),
        ("ies", "y"), ("ied", "y"), ("ers", ""), ("ern", ""), ("est", ""), ("ely", ""), ("ed", ""), ("er", ""),
        ("es", ""), ("en", ""), ("em", ""), ("ly", ""), ("os", ""), ("as", ""), ("e", ""), ("s", ""), ("o", ""),
        ("a", ""),
    ]

    private static func forms(_ table: String) -> [String: String] {
        var forms: [String: String] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let base = words.first else { continue }
            for word in words.dropFirst() { forms[word] = base }
        }
        return forms
    }

    /// The stem, then the forms that no rule leads to it.
    private static let irregular = forms(
        """
        go went gone goes
        buy bought
        mak made
        tak took taken
        giv gave given
        get got gotten
        se saw seen see sees
        com came
        eat ate eaten
        driv drove driven
        writ wrote written
        read reads
        run ran
        begin began begun
        sing sang sung song songs
        swim swam swum
        find found
        meet met
        feel felt
        leav left
        los lost lose loses losing
        tel told
        tell told
        think thought
        teach taught
        catch caught
        bring brought
        sell sold
        speak spoke spoken
        break broke broken
        choos chose chosen choose
        fall fell fallen
        grow grew grown
        know knew known
        draw drew drawn
        fly flew flown flies
        build built
        send sent
        spend spent
        win won
        stand stood
        hear heard
        hold held
        keep kept
        sleep slept
        pay paid
        ride rode ridden
        rid rode ridden
        wear wore worn
        child children kids kid
        person people
        man men
        woman women
        foot feet
        wif wife wives
        lif life lives
        mother mom mum mothers mum's moms
        father dad fathers dads
        """)
}
