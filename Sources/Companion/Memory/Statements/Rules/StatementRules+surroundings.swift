/// What is said in passing: who looks out of their window onto Glasgow lives there.
extension StatementRules {
    /// The home that a sentence speaks of, without saying so.
    static func home(in sentence: SpokenSentence) -> Statement? {
        let plain = Set(sentence.words.map(\.plain))
        guard !plain.isDisjoint(with: owners), !plain.isDisjoint(with: rooms),
            plain.isDisjoint(with: ShiftCues.visits), plain.isDisjoint(with: elsewhere),
            plain.isDisjoint(with: EndCues.unsettled), !isDoubted(sentence.words[...])
        else { return nil }
        let places = sentence.words.indices.filter { isNamed(sentence.words[$0].plain) }
        guard let place = places.first, places.count == 1 else { return nil }
        let name = SpokenSentence.written(sentence.words[place...place])
        return Statement(kind: .fact, topic: "home", text: "lives in \(name)")
    }

    private static func isNamed(_ word: String) -> Bool {
        Places.known.contains(word) && !ambiguous.contains(word) && word.count > 3
    }

    private static let owners = Set(
        words: "my our meine mein unsere unser meiner meinem mon ma notre mi nuestra here ive i")
    private static let rooms = Set(
        words: """
            window balcony flat apartment rent landlord landlady backyard neighbours neighbors neighbour neighbor \
            doorstep driveway wohnung vermieter balkon nachbarn haustür miete mietwohnung wg garten appartement loyer \
            voisins piso alquiler vecinos lived housemate housemates flatmate flatmates roommate roommates
            """)
    /// They bring a place into a sentence from elsewhere.
    private static let elsewhere = Set(
        words: """
            from to than like unlike used was were ago back grew born left leaving moved moving old former ex last \
            if would aus nach früher damals war dream dreaming never not nicht game team book movie show series
            """)
    /// Also common words.
    private static let ambiguous = Set(
        words:
            "nice split reading bath cork essen halle turkey jordan georgia victoria orlando austin jackson mobile buffalo perth darwin champagne kent cali lima mobile bend lincoln nelson regina salem helena florence nancy hull derby bangor tours pau flint concord natal salta santos surat hue nice hamm chur brest bari tamale nome sitka madison toledo rosario hamilton naples providence boulder leon goa corfu angers hagen celle regina enid lund"
    )
}
