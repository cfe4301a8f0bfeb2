import Inference

/// A whole number by chance.
struct RandomNumber: Tool {
    let description = ToolDescription(
        "random_number", "Picks a whole number by chance.",
        .integer("min", "the lowest it may be", in: -1e15...1e15, default: 1),
        .integer("max", "the highest it may be", in: -1e15...1e15, default: 100))
    let activity = "picks a number"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let ends = [try arguments.integer("min"), try arguments.integer("max")].sorted()
        var chance = context.chance
        return "\(Int.random(in: ends[0]...ends[1], using: &chance))"
    }
}

/// One of several things by chance.
struct RandomChoice: Tool {
    let description = ToolDescription(
        "random_choice", "Picks one of several things by chance.",
        .text("options", "the things, with commas between: tea, coffee, cocoa"))
    let activity = "flips a coin"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let options = Self.options(try arguments.text("options"))
        var chance = context.chance
        guard let choice = options.randomElement(using: &chance) else {
            throw ToolRefusal("there is nothing to choose from")
        }
        return choice
    }

    /// Parted at commas; where there are none, at lines, semicolons, bars or “or”.
    static func options(_ text: String) -> [String] {
        let list = text.trimming { $0.isWhitespace || $0 == "[" || $0 == "]" }
        let separator = [",", "\n", ";", "|", " or "].first { list.contains($0) } ?? ","
        return list.split(separator: separator)
            .map { $0.trimming { $0.isWhitespace || $0 == "\"" } }.filter { !$0.isEmpty }
    }
}
