package import Foundation

/// The hours of a day in which nobody is spoken to unasked.
package struct QuietHours: Sendable, Equatable {
    package static let usual = QuietHours(from: 22, until: 8)

    /// Full hours; where both are the same, there are none.
    package var from: Int
    package var until: Int

    package init(from: Int, until: Int) {
        self.from = min(max(from, 0), 23)
        self.until = min(max(until, 0), 23)
    }

    /// When they end; nil where it is not quiet at this moment.
    package func end(after date: Date, in zone: TimeZone) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let hour = calendar.component(.hour, from: date)
        let isQuiet = from <= until ? (from..<until).contains(hour) : hour >= from || hour < until
        guard isQuiet else { return nil }
        return calendar.nextDate(
            after: date, matching: DateComponents(hour: until, minute: 0, second: 0), matchingPolicy: .nextTime)
    }
}
