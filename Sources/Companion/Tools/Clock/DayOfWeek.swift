import Foundation
import Inference

/// Which weekday a date falls on.
struct DayOfWeek: Tool {
    let description = ToolDescription(
        "day_of_week", "The weekday of a date, or of today.",
        .text("date", "as YYYY-MM-DD; today if left away", isRequired: false))
    let activity = "looks at the calendar"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let clock = context.wallClock
        guard let written = arguments.text(ifAny: "date")?.trimming(\.isWhitespace), !written.isEmpty else {
            return clock.longDate(context.now)
        }
        guard let date = Self.date(written, in: clock.calendar) else {
            throw ToolRefusal("“\(written.prefix(40))” is not a date from 1583 to 9999; write it as YYYY-MM-DD")
        }
        return clock.longDate(date)
    }

    /// Noon of the day: no zone skips it. The Gregorian calendar began in October 1582.
    private static func date(_ text: String, in calendar: Calendar) -> Date? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard parts.count == 3, text.utf8.count <= 10, (1583...9999).contains(parts[0]) else { return nil }
        let wanted = DateComponents(year: parts[0], month: parts[1], day: parts[2], hour: 12)
        guard let date = calendar.date(from: wanted) else { return nil }
        let found = calendar.dateComponents([.year, .month, .day], from: date)
        return [found.year, found.month, found.day] == parts ? date : nil
    }
}
