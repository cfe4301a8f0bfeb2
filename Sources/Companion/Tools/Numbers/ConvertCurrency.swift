import Inference

/// Says that it cannot be done: exchange rates change by the minute, and a guessed one does harm.
struct ConvertCurrency: Tool {
    let description = ToolDescription(
        "convert_currency", "Tells whether an amount of money can be converted (live rates are not available).",
        .number("amount", "how much"), .text("from_curr", "such as USD"), .text("to_curr", "such as EUR"))
    let activity = "looks into the purse"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let amount = NumberText.short(try arguments.number("amount"))
        let (from, to) = (try Self.code(try arguments.text("from_curr")), try Self.code(try arguments.text("to_curr")))
        if from == to { return "\(amount) \(from) = \(amount) \(to)" }
        return """
            \(amount) \(from) cannot be converted to \(to): live exchange rates are not available here. Say so, and do \
            not guess a rate.
            """
    }

    private static func code(_ written: String) throws(ToolRefusal) -> String {
        let code = written.trimming(\.isWhitespace).uppercased()
        guard code.utf8.count == 3, code.allSatisfy({ $0.isASCII && $0.isLetter }) else {
            throw ToolRefusal("“\(written.prefix(40))” is not a currency code; write three letters such as USD")
        }
        return code
    }
}
