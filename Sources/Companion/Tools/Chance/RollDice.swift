import Inference

/// Rolls dice as players write them: `2d6+3`, `d20`.
struct RollDice: Tool {
    let description = ToolDescription(
        "roll_dice", "Rolls dice.", .text("dice", "such as d20, 2d6 or 4d8+2; at most 100 dice with 1000 sides"))
    let activity = "rolls the dice"

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let dice = try Dice(try arguments.text("dice"))
        var chance = context.chance
        let rolls = (0..<dice.count).map { _ in Int.random(in: 1...dice.sides, using: &chance) }
        let total = rolls.reduce(dice.bonus, +)
        let sum = rolls.map(String.init).joined(separator: " + ") + dice.bonusText
        return rolls.count == 1 && dice.bonus == 0 ? "\(dice): \(total)" : "\(dice): \(sum) = \(total)"
    }
}

/// `NdM+K`, within bounds that keep a result readable.
struct Dice: Equatable, CustomStringConvertible {
    let count: Int
    let sides: Int
    let bonus: Int

    init(_ text: String) throws(ToolRefusal) {
        let written = text.lowercased().filter { !$0.isWhitespace }.replacing("−", with: "-")
        guard let match = written.wholeMatch(of: /([0-9]{0,4})[dw]([0-9]{1,5})([+-][0-9]{1,5})?/),
            let count = match.1.isEmpty ? 1 : Int(match.1), let sides = Int(match.2)
        else { throw ToolRefusal("“\(text.prefix(40))” are no dice; write them as 2d6 or d20+3") }
        guard (1...100).contains(count), (1...1000).contains(sides) else {
            throw ToolRefusal("at most 100 dice with 1000 sides, and at least one of each")
        }
        (self.count, self.sides) = (count, sides)
        bonus = match.3.flatMap { Int($0) } ?? 0
    }

    /// ` + 3`, or nothing.
    var bonusText: String { bonus == 0 ? "" : bonus > 0 ? " + \(bonus)" : " - \(-bonus)" }

    var description: String { "\(count)d\(sides)" + bonusText.filter { $0 != " " } }
}
