import Foundation

/// `Retry-After` (RFC 9110, 10.2.3): seconds or a date.
enum RetryAfter {
    /// Never more than this; a provider that wants more is as good as gone.
    static let longest: Double = 3_600

    /// Seconds from `now`, between 0 and an hour; nil for what is neither a number nor a date.
    static func seconds(_ field: String, now: Date) -> Double? {
        let text = field.trimmingCharacters(in: .whitespaces)
        let seconds: Double
        if let number = Double(text), !number.isNaN {
            seconds = number
        } else if let date = HTTPDate.parse(text) {
            seconds = date.timeIntervalSince(now)
        } else {
            return nil
        }
        return min(max(seconds, 0), longest)
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that servers still send (RFC 9110, 5.6.7).
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func parse(_ text: String) -> Date? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])) else {
            return nil
        }
        let time = words[4].split(separator: ":").compactMap { Int($0) }
        guard let day = Int(words[1]), (1...31).contains(day), let year = Int(words[3]), (1970...9999).contains(year),
            time.count == 3, zip(time, [23, 59, 60]).allSatisfy({ (0...$1).contains($0) })
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(
            from: DateComponents(
                year: year, month: month + 1, day: day, hour: time[0], minute: time[1], second: time[2]))
    }
}
