import Foundation

/// What a question wants, as far as its words show it.
struct RecallQuery {
    let terms: [String]
    /// All words, for finding out who is meant.
    let words: Set<String>
    /// When it was, if the question says so.
    let period: DateInterval?
    /// Whether it wants to know a date.
    let asksWhen: Bool

    init(_ question: String, at date: Date, calendar: Calendar = .gregorianUTC) {
        var seen: Set<String> = []
        terms = Terms.of(question).filter { seen.insert($0).inserted }
        let words = Terms.words(of: question)
        self.words = Set(words)
        asksWhen =
            !self.words.isDisjoint(with: ["when", "wann", "quand", "cuando"]) || words.contains(["what", "date"])
        period = TimeExpression(words, at: date, calendar: calendar).period
    }

    /// Whether a person is named; a first name is enough.
    func names(_ name: String) -> Bool {
        guard let first = Terms.words(of: name).first, first.count > 1 else { return false }
        return words.contains(first) || words.contains(first + "s")
    }
}

extension Calendar {
    static var gregorianUTC: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }
}
