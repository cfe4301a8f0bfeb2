import Foundation
import Inference

/// What the clock on the wall of the person who asks shows.
struct CurrentTime: Tool {
    let description = ToolDescription("get_current_time", "The time and date now, where the person who asks is.")
    let activity = "looks at the clock"

    func run(_ arguments: ToolArguments, in context: ToolContext) -> String {
        let clock = context.wallClock
        return "\(clock.time(context.now)) on \(clock.longDate(context.now)) (\(context.timeZone.identifier))"
    }
}

/// The day, in a form that machines read too.
struct CurrentDate: Tool {
    let description = ToolDescription("get_current_date", "Today's date, where the person who asks is.")
    let activity = "looks at the calendar"

    func run(_ arguments: ToolArguments, in context: ToolContext) -> String {
        let clock = context.wallClock
        return "\(clock.isoDate(context.now)) (\(clock.weekday(context.now)))"
    }
}
