import Inference

/// Works out a sum.
struct Calculate: Tool {
    let description = ToolDescription(
        "calculate", "Works out a sum. Percentages too: “15% of 230”, “80 + 10%”.",
        .text("expression", "numbers with + - * / ^ % and brackets, such as (2+3)*4"))
    let activity = "calculates"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let expression = try arguments.text("expression").trimming { $0.isWhitespace || $0 == "=" }
        return "\(expression) = \(NumberText.short(try Calculator.value(of: expression)))"
    }
}

/// Which share one number is of another.
struct CalculatePercentage: Tool {
    let description = ToolDescription(
        "calculate_percentage",
        "Which percentage one number is of another: 46 of 230 is 20%. For “15% of 230” use calculate instead.",
        .number("value", "the part"), .number("total", "the whole"))
    let activity = "calculates"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let (value, total) = (try arguments.number("value"), try arguments.number("total"))
        guard total != 0 else { throw ToolRefusal("nothing is a percentage of zero") }
        let share = value / total * 100
        guard share.magnitude <= 1e300 else { throw ToolRefusal("the result is too large") }
        let shown = share.magnitude < 1e15 ? NumberText.rounded(share, decimals: 2) : NumberText.short(share)
        return "\(NumberText.short(value)) is \(shown)% of \(NumberText.short(total))"
    }
}

/// Rounds as in school.
struct RoundNumber: Tool {
    let description = ToolDescription(
        "round_number", "Rounds a number.",
        .number("number", "what to round"),
        .integer("decimals", "how many digits to keep after the point", in: 0...12, default: 2))
    let activity = "calculates"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        NumberText.rounded(try arguments.number("number"), decimals: try arguments.integer("decimals"))
    }
}
