import Foundation
import Inference

/// How long until the clock next shows a time.
struct TimeUntil: Tool {
    let description = ToolDescription(
        "time_until", "How long until a time of day comes next.",
        .text("target_time", "such as 17:30 or 5:30 PM"))
    let activity = "looks at the clock"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let target = try TimeOfDay(try arguments.text("target_time"))
        let clock = context.wallClock
        let now = clock.minute(of: context.now)
        guard let moment = target.next(after: now, in: clock.calendar) else {
            throw ToolRefusal("that time does not come again")
        }
        let minutes = Int((moment.timeIntervalSince(now) / 60).rounded())
        let isTomorrow = !clock.calendar.isDate(moment, inSameDayAs: now)
        let time = clock.time(moment) + (isTomorrow ? " tomorrow" : "")
        return minutes == 0 ? "It is \(time) right now." : "\(minutes / 60)h \(minutes % 60)m until \(time)"
    }
}

/// An hour and a minute as people write them.
struct TimeOfDay: Equatable {
    var hour: Int
    var minute: Int

    /// Reads `17:30`, `5:30 PM`, `5pm`, `17`, `noon`, `midnight`.
    init(_ text: String) throws(ToolRefusal) {
        let written = text.lowercased().filter { !$0.isWhitespace && $0 != "." }
        let half = ["am", "pm"].first(where: written.hasSuffix)
        let digits = half == nil ? written : String(written.dropLast(2))
        switch written {
        case "noon", "midday": (hour, minute) = (12, 0)
        case "midnight": (hour, minute) = (0, 0)
        default:
            let parts = digits.split(separator: ":", omittingEmptySubsequences: false).map(Self.number)
            guard (1...2).contains(parts.count), let first = parts.first ?? nil, let last = parts.last ?? nil,
                let hour = Self.hour(first, half: half), case let minute = parts.count == 2 ? last : 0, minute < 60
            else { throw ToolRefusal("“\(text.prefix(40))” is not a time of day; write 17:30 or 5:30 PM") }
            (self.hour, self.minute) = (hour, minute)
        }
    }

    /// At `now` or later. A time that a change of summer time skips counts as the first one after it.
    func next(after now: Date, in calendar: Calendar) -> Date? {
        calendar.nextDate(
            after: now.addingTimeInterval(-1), matching: DateComponents(hour: hour, minute: minute, second: 0),
            matchingPolicy: .nextTime)
    }

    private static func number(_ digits: Substring) -> Int? {
        (1...2).contains(digits.utf8.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
    }

    private static func hour(_ number: Int, half: String?) -> Int? {
        switch half {
        case nil: number < 24 ? number : nil
        case "am": (1...12).contains(number) ? number % 12 : nil
        default: (1...12).contains(number) ? number % 12 + 12 : nil
        }
    }
}
