import Foundation
import Inference

/// What the clock will show after some hours and minutes, or showed before them.
///
/// Hours are real hours: over a change of summer time the clock jumps as people's clocks do.
struct TimeOffset: Tool {
    let description = ToolDescription(
        "calculate_time_offset", "The time some hours and minutes from now, or before now.",
        .number("hours", "how many hours", in: TimeOffset.hours, default: 0),
        .number("minutes", "how many minutes more", in: TimeOffset.minutes, default: 0),
        .choice("direction", "to which side", ["future", "past"], default: "future"))
    let activity = "counts the hours"

    /// Ten years to either side.
    static let hours: ClosedRange<Double> = -87_660...87_660
    static let minutes: ClosedRange<Double> = -5_259_600...5_259_600

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let isPast = try arguments.text("direction") == "past"
        return try Self.moment(arguments, isPast: isPast, in: context)
    }

    static func moment(_ arguments: ToolArguments, isPast: Bool, in context: ToolContext) throws -> String {
        let seconds = try arguments.number("hours") * 3600 + arguments.number("minutes") * 60
        let moment = context.now.addingTimeInterval(isPast ? -seconds : seconds)
        let clock = context.wallClock
        let years = [moment, context.now].map { clock.calendar.component(.year, from: $0) }
        let day = Set(years).count == 1 ? "\(clock.weekday(moment)), \(clock.day(moment))" : clock.longDate(moment)
        return "\(clock.time(moment)) on \(day)"
    }
}

/// The same, always backwards: models ask for it in these words.
struct TimeSince: Tool {
    let description = ToolDescription(
        "time_since", "The time it was some hours and minutes ago.",
        .number("hours", "how many hours ago", in: TimeOffset.hours, default: 0),
        .number("minutes", "how many minutes more", in: TimeOffset.minutes, default: 0))
    let activity = "counts the hours"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        try TimeOffset.moment(arguments, isPast: true, in: context)
    }
}
