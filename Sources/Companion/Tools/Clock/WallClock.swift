import Foundation

/// Reads moments as a clock and a calendar on somebody's wall show them, in English.
struct WallClock {
    let calendar: Calendar

    init(in timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
    }

    /// `3:04 PM`
    func time(_ date: Date) -> String {
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        let (hour, minute) = (parts.hour ?? 0, parts.minute ?? 0)
        let shown = hour % 12 == 0 ? 12 : hour % 12
        return "\(shown):\(Self.twoDigits(minute)) \(hour < 12 ? "AM" : "PM")"
    }

    /// `2025-12-02`
    func isoDate(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return "\(parts.year ?? 0)-\(Self.twoDigits(parts.month ?? 0))-\(Self.twoDigits(parts.day ?? 0))"
    }

    func weekday(_ date: Date) -> String {
        Self.name(calendar.component(.weekday, from: date), in: Self.weekdays)
    }

    /// `December 2`
    func day(_ date: Date) -> String {
        let parts = calendar.dateComponents([.month, .day], from: date)
        return "\(Self.name(parts.month ?? 0, in: Self.months)) \(parts.day ?? 0)"
    }

    /// `Tuesday, December 2, 2025`
    func longDate(_ date: Date) -> String {
        "\(weekday(date)), \(day(date)), \(calendar.component(.year, from: date))"
    }

    /// Where the minute began that the clock shows.
    func minute(of date: Date) -> Date { calendar.dateInterval(of: .minute, for: date)?.start ?? date }

    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    private static func name(_ number: Int, in names: [String]) -> String {
        names.dropFirst(max(0, number - 1)).first ?? ""
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension ToolContext {
    var wallClock: WallClock { WallClock(in: timeZone) }
}
