import Foundation

/// The time that a question names: “yesterday”, “last week”, “in May”, “im März 2024”, “2023-05-08”.
struct TimeExpression {
    /// Nil where none is named.
    let period: DateInterval?

    /// - Parameter words: lower case, without accents.
    init(_ words: [String], at date: Date, calendar: Calendar) {
        let reader = Reader(words: words, date: date, calendar: calendar)
        period = reader.day ?? reader.month ?? reader.recent ?? reader.year
    }

    private struct Reader {
        let words: [String]
        let date: Date
        let calendar: Calendar

        private var numbers: [Int] { words.compactMap { Int($0.trimmingSuffix(in: ["st", "nd", "rd", "th"])) } }
        private var namedYear: Int? { numbers.first { (1990...2100).contains($0) } }
        private var namedMonth: Int? {
            words.lazy.compactMap { TimeExpression.months[$0] }.first
        }

        /// A day of a month: “8 May 2023”, “May 8”, “2023-05-08”.
        var day: DateInterval? {
            if let year = namedYear, let place = words.firstIndex(of: "\(year)"), words.count > place + 2,
                let month = Int(words[place + 1]), let day = Int(words[place + 2])
            {
                return interval(.day, year, month, day)
            }
            guard let month = namedMonth, let day = numbers.first(where: { (1...31).contains($0) }) else { return nil }
            return interval(.day, namedYear ?? pastYear(of: month), month, day)
        }

        var month: DateInterval? {
            guard let month = namedMonth else { return nil }
            // “may” is also a verb, and “mar” a sea.
            if namedYear == nil,
                !zip(words, words.dropFirst()).contains(where: {
                    TimeExpression.months[$0.1] == month && TimeExpression.monthPrepositions.contains($0.0)
                })
            {
                return nil
            }
            return interval(.month, namedYear ?? pastYear(of: month), month, 1)
        }

        var year: DateInterval? { namedYear.flatMap { interval(.year, $0, 1, 1) } }

        var recent: DateInterval? {
            let text = words.joined(separator: " ")
            for (phrase, unit, back) in TimeExpression.recents where (" \(text) ").contains(" \(phrase) ") {
                guard let day = calendar.date(byAdding: unit, value: -back, to: date) else { return nil }
                return calendar.dateInterval(of: unit, for: day)
            }
            return nil
        }

        /// The year of the last such month that has begun.
        private func pastYear(of month: Int) -> Int {
            let now = calendar.dateComponents([.year, .month], from: date)
            let year = now.year ?? 2000
            return month > (now.month ?? 12) ? year - 1 : year
        }

        private func interval(_ unit: Calendar.Component, _ year: Int, _ month: Int, _ day: Int) -> DateInterval? {
            guard (1...12).contains(month), (1...31).contains(day) else { return nil }
            return calendar.date(from: DateComponents(year: year, month: month, day: day))
                .flatMap { calendar.dateInterval(of: unit, for: $0) }
        }
    }

    private static let monthPrepositions: Set<String> = ["in", "im", "last", "letzten", "of", "since", "during", "en"]
    private static let recents: [(String, Calendar.Component, Int)] = [
        ("today", .day, 0), ("heute", .day, 0), ("yesterday", .day, 1), ("gestern", .day, 1), ("vorgestern", .day, 2),
        ("this week", .weekOfYear, 0), ("diese woche", .weekOfYear, 0), ("last week", .weekOfYear, 1),
        ("letzte woche", .weekOfYear, 1), ("this month", .month, 0), ("diesen monat", .month, 0),
        ("last month", .month, 1), ("letzten monat", .month, 1), ("this year", .year, 0), ("dieses jahr", .year, 0),
        ("last year", .year, 1), ("letztes jahr", .year, 1),
    ]
    private static let months: [String: Int] = {
        let names = [
            "january januar janvier enero jan", "february februar fevrier febrero feb", "march marz maerz mars marzo",
            "april avril abril apr", "may mai mayo", "june juni juin junio jun", "july juli juillet julio jul",
            "august aout agosto aug", "september septembre septiembre sep sept",
            "october oktober octobre octubre oct okt", "november novembre noviembre nov",
            "december dezember decembre diciembre dec dez",
        ]
        var months: [String: Int] = [:]
        for (place, month) in names.enumerated() {
            for name in month.split(separator: " ") { months[String(name)] = place + 1 }
        }
        return months
    }()
}

extension String {
    fileprivate func trimmingSuffix(in suffixes: [String]) -> String {
        suffixes.first(where: hasSuffix).map { String(dropLast($0.count)) } ?? self
    }
}
