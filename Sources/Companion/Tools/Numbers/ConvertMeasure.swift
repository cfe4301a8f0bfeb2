import Inference

/// Between units that differ by a factor: lengths, or weights.
struct ConvertMeasure: Tool {
    /// A unit, its other names, and how many of the first unit it is.
    struct Unit {
        var symbol: String
        var names: [String]
        var factor: Double
    }

    let description: ToolDescription
    let activity = "gets the measuring tape"
    let units: [Unit]

    private init(_ name: String, _ summary: String, _ units: [Unit]) {
        let symbols = units.map(\.symbol).joined(separator: ", ")
        description = ToolDescription(
            name, summary, .number("value", "how much"), .text("from_unit", symbols), .text("to_unit", symbols))
        self.units = units
    }

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let value = try arguments.number("value")
        let (from, to) = (try unit(try arguments.text("from_unit")), try unit(try arguments.text("to_unit")))
        guard value >= 0 else { throw ToolRefusal("nothing measures less than zero") }
        let result = from.symbol == to.symbol ? value : value * from.factor / to.factor
        return "\(NumberText.short(value)) \(from.symbol) = \(NumberText.measure(result)) \(to.symbol)"
    }

    private func unit(_ written: String) throws(ToolRefusal) -> Unit {
        let wanted = written.lowercased().filter { $0.isLetter || $0 == "\"" || $0 == "'" }
        let singular = wanted.hasSuffix("s") ? String(wanted.dropLast()) : wanted
        if let unit = units.first(where: { ([$0.symbol] + $0.names).contains { $0 == wanted || $0 == singular } }) {
            return unit
        }
        let symbols = units.map(\.symbol).joined(separator: ", ")
        throw ToolRefusal("“\(written.prefix(40))” is not a unit that is known here; use \(symbols)")
    }

    /// The international foot and pound of 1959.
    static let distance = ConvertMeasure(
        "convert_distance", "Converts a length.",
        [
            Unit(symbol: "m", names: ["meter", "metre"], factor: 1),
            Unit(symbol: "km", names: ["kilometer", "kilometre"], factor: 1000),
            Unit(symbol: "cm", names: ["centimeter", "centimetre"], factor: 0.01),
            Unit(symbol: "mm", names: ["millimeter", "millimetre"], factor: 0.001),
            Unit(symbol: "mi", names: ["mile"], factor: 1609.344),
            Unit(symbol: "yd", names: ["yard"], factor: 0.9144),
            Unit(symbol: "ft", names: ["foot", "feet", "'"], factor: 0.3048),
            Unit(symbol: "in", names: ["inch", "inche", "\""], factor: 0.0254),
        ])

    static let weight = ConvertMeasure(
        "convert_weight", "Converts a weight.",
        [
            Unit(symbol: "kg", names: ["kilogram", "kilogramme", "kilo"], factor: 1),
            Unit(symbol: "g", names: ["gram", "gramme"], factor: 0.001),
            Unit(symbol: "lbs", names: ["lb", "pound"], factor: 0.45359237),
            Unit(symbol: "oz", names: ["ounce"], factor: 0.028349523125),
        ])
}
