import Foundation

/// Numbers as people write them.
enum NumberText {
    /// Twelve significant digits and no more than are needed: `0.3` for 0.1 + 0.2. Whole numbers are exact as
    /// far as a `Double` is.
    static func short(_ number: Double) -> String {
        if let whole = Int(exactly: number), whole.magnitude <= 1 << 53 { return "\(whole)" }
        return number.isFinite ? String(format: "%.12g", number) : "not a number"
    }

    /// At most so many decimals, half rounded away from zero as in school: 2.675 is 2.68.
    static func rounded(_ number: Double, decimals: Int) -> String {
        guard var exact = Decimal(string: "\(number)") else { return short(number) }
        var result = Decimal()
        NSDecimalRound(&result, &exact, decimals, .plain)
        return result.isZero ? "0" : "\(result)"
    }

    /// Two decimals, or for small numbers three significant digits, so that a gram is not 0 kilograms.
    static func measure(_ number: Double) -> String {
        guard number != 0, number.magnitude < 1 else { return rounded(number, decimals: 2) }
        return rounded(number, decimals: min(20, Int((2 - log10(number.magnitude)).rounded(.up))))
    }
}
