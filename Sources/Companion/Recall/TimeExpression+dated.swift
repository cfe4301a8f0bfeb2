extension TimeExpression {
    /// Whether a text says when something is or was.
    static func isDated(_ text: String) -> Bool {
        text.contains(where: \.isNumber) || !dates.isDisjoint(with: Terms.words(of: text))
    }

    /// As ``Terms`` has words: lower case, without accents.
    private static let dates = Set(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december yesterday today tomorrow tonight week weekend month year morning evening
        night ago last next christmas easter
        montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember
        gestern heute morgen woche wochenende monat jahr abend nacht letzten letzte nachste nachsten weihnachten ostern
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
