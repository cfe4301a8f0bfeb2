import Inference

/// Between the scales of thermometers.
struct ConvertTemperature: Tool {
    let description = ToolDescription(
        "convert_temperature", "Converts a temperature.",
        .number("value", "how warm"),
        .text("from_unit", "F, C or K"), .text("to_unit", "F, C or K"))
    let activity = "reads the thermometer"

    enum Scale: String {
        case celsius = "°C"
        case fahrenheit = "°F"
        case kelvin = "K"

        init(_ written: String) throws(ToolRefusal) {
            switch written.lowercased().filter(\.isLetter) {
            case "c", "celsius", "centigrade": self = .celsius
            case "f", "fahrenheit": self = .fahrenheit
            case "k", "kelvin", "kelvins": self = .kelvin
            default: throw ToolRefusal("“\(written.prefix(40))” is not a temperature scale; use F, C or K")
            }
        }
    }

    func run(_ arguments: ToolArguments, in context: ToolContext) throws -> String {
        let value = try arguments.number("value")
        let (from, to) = (try Scale(try arguments.text("from_unit")), try Scale(try arguments.text("to_unit")))
        let kelvin = Self.kelvin(value, from)
        // A hair of room for what the conversion itself loses.
        guard kelvin >= -1e-9 else { throw ToolRefusal("nothing is colder than -273.15°C") }
        let result = NumberText.rounded(Self.value(kelvin, in: to), decimals: 2)
        return "\(NumberText.short(value))\(from.rawValue) = \(result)\(to.rawValue)"
    }

    private static func kelvin(_ value: Double, _ scale: Scale) -> Double {
        switch scale {
        case .celsius: value + 273.15
        case .fahrenheit: (value + 459.67) / 1.8
        case .kelvin: value
        }
    }

    private static func value(_ kelvin: Double, in scale: Scale) -> Double {
        switch scale {
        case .celsius: kelvin - 273.15
        case .fahrenheit: kelvin * 1.8 - 459.67
        case .kelvin: kelvin
        }
    }
}
