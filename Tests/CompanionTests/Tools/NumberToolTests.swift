import Inference
import Testing

@testable import Companion

@Suite struct NumberToolTests {
    @Test(
        arguments: [
            ("calculate", ["expression": "(2+3)*4"], "(2+3)*4 = 20"),
            ("calculate", ["expression": "0.1+0.2"], "0.1+0.2 = 0.3"),
            ("calculate", ["expression": "2^53"], "2^53 = 9007199254740992"),
            ("calculate", ["expression": "10/3 ="], "10/3 = 3.33333333333"),
            ("calculate", ["expression": 42], "42 = 42"),
            ("calculate", ["expression": "15% of 230"], "15% of 230 = 34.5"),
            ("calculate_percentage", ["value": 46, "total": 230], "46 is 20% of 230"),
            ("calculate_percentage", ["value": "1", "total": "3"], "1 is 33.33% of 3"),
            ("round_number", ["number": 2.675], "2.68"),
            ("round_number", ["number": -2.5, "decimals": 0], "-3"),
            ("round_number", ["number": 1234.5678, "decimals": 1], "1234.6"),
            ("round_number", ["number": -0.001], "0"),
            ("round_number", ["number": "1,000.126"], "1000.13"),
            ("convert_temperature", ["value": 72, "from_unit": "F", "to_unit": "C"], "72°F = 22.22°C"),
            ("convert_temperature", ["value": 100, "from_unit": "celsius", "to_unit": "°F"], "100°C = 212°F"),
            ("convert_temperature", ["value": 0, "from_unit": "K", "to_unit": "C"], "0K = -273.15°C"),
            ("convert_temperature", ["value": -40, "from_unit": "C", "to_unit": "F"], "-40°C = -40°F"),
            ("convert_distance", ["value": 5, "from_unit": "km", "to_unit": "mi"], "5 km = 3.11 mi"),
            ("convert_distance", ["value": 1, "from_unit": "mile", "to_unit": "m"], "1 mi = 1609.34 m"),
            ("convert_distance", ["value": 6, "from_unit": "feet", "to_unit": "inches"], "6 ft = 72 in"),
            ("convert_distance", ["value": 1, "from_unit": "in", "to_unit": "km"], "1 in = 0.0000254 km"),
            ("convert_distance", ["value": 2, "from_unit": "M", "to_unit": "cm"], "2 m = 200 cm"),
            ("convert_weight", ["value": 150, "from_unit": "lbs", "to_unit": "kg"], "150 lbs = 68.04 kg"),
            ("convert_weight", ["value": 1, "from_unit": "g", "to_unit": "kg"], "1 g = 0.001 kg"),
            ("convert_weight", ["value": 8, "from_unit": "ounces", "to_unit": "g"], "8 oz = 226.8 g"),
            ("convert_weight", ["value": 0, "from_unit": "pound", "to_unit": "oz"], "0 lbs = 0 oz"),
            ("convert_currency", ["amount": 5, "from_curr": "usd", "to_curr": "USD"], "5 USD = 5 USD"),
        ] as [(String, JSONValue, String)])
    func `numbers come out right`(name: String, arguments: JSONValue, result: String) async throws {
        #expect(try await ToolBench.result(name, arguments) == result)
    }

    @Test(
        arguments: [
            ("calculate", ["expression": "1/0"], "division by zero"),
            ("calculate", ["expression": "2**99999"], "too large"),
            ("calculate", [:], "“expression” is missing"),
            ("calculate_percentage", ["value": 1, "total": 0], "percentage of zero"),
            ("calculate_percentage", ["value": 1e14, "total": 1e-300], "too large"),
            ("round_number", ["number": 1, "decimals": 13], "from 0 to 12"),
            ("round_number", ["number": 1, "decimals": 1.5], "whole number"),
            ("round_number", ["number": "lots"], "must be a number"),
            ("convert_temperature", ["value": -274, "from_unit": "C", "to_unit": "F"], "colder"),
            ("convert_temperature", ["value": 1, "from_unit": "R", "to_unit": "F"], "use F, C or K"),
            ("convert_distance", ["value": 1, "from_unit": "league", "to_unit": "m"], "not a unit"),
            ("convert_distance", ["value": -1, "from_unit": "m", "to_unit": "m"], "less than zero"),
            ("convert_weight", ["value": 1e16, "from_unit": "g", "to_unit": "kg"], "from -1000000000000000"),
            ("convert_weight", ["value": 1, "from_unit": "m", "to_unit": "kg"], "not a unit"),
            ("convert_currency", ["amount": 5, "from_curr": "dollars", "to_curr": "EUR"], "not a currency code"),
        ] as [(String, JSONValue, String)])
    func `what makes no sense is refused with a reason`(name: String, arguments: JSONValue, reason: String) async throws
    {
        let result = try await ToolBench.result(name, arguments)
        #expect(result.hasPrefix("Error: "))
        #expect(result.contains(reason), "\(result)")
    }

    @Test func `exchange rates are not made up`() async throws {
        let result = try await ToolBench.result(
            "convert_currency", ["amount": 20, "from_curr": "usd", "to_curr": "eur"])
        #expect(result.hasPrefix("20 USD cannot be converted to EUR: live exchange rates are not available"))
    }

    @Test(arguments: [
        (1e15, "1000000000000000"), (1e17, "1e+17"), (1.0 / 3, "0.333333333333"), (-0.5, "-0.5"), (-0.0, "0"),
        (.infinity, "not a number"), (123456789.123456789, "123456789.123"),
    ])
    func `numbers are written without noise`(number: Double, text: String) {
        #expect(NumberText.short(number) == text)
    }
}
