import Foundation

/// Works out sums as people write them: `(2 + 3) * 4`, `2^10`, `15% of 230`, `200 + 10%`, `1,234.5 / 3`.
///
/// `+ - * / ^` and brackets have their usual order, `^` binds to the right and before a sign: `-2^2` is -4.
/// `a % b` is the remainder with the sign of `b`; a `%` with no number after it means hundredths, and
/// added to a number, hundredths of that number.
struct Calculator {
    static let lengthLimit = 500
    static let depthLimit = 64

    /// A number on its way, and whether it was just now written as hundredths.
    private struct Operand {
        var value: Double
        var isShare = false
    }

    private var rest: ArraySlice<Token>
    private var depth = 0

    static func value(of expression: String) throws(ToolRefusal) -> Double {
        guard expression.unicodeScalars.count <= lengthLimit else {
            throw ToolRefusal("the expression is longer than \(lengthLimit) characters")
        }
        var calculator = Calculator(rest: try Token.all(in: expression)[...])
        let result = try calculator.sum()
        guard calculator.rest.isEmpty else { throw calculator.misplaced() }
        return result.value
    }

    private init(rest: ArraySlice<Token>) { self.rest = rest }

    private mutating func sum() throws(ToolRefusal) -> Operand {
        var left = try product()
        while let sign = take([.plus, .minus]) {
            let right = try product()
            let isShare = left.isShare && right.isShare
            let amount = right.isShare && !isShare ? left.value * right.value : right.value
            left = Operand(
                value: try bounded(sign == .plus ? left.value + amount : left.value - amount), isShare: isShare)
        }
        return left
    }

    private mutating func product() throws(ToolRefusal) -> Operand {
        var left = try signed()
        while let sign = take([.times, .of, .over, .modulo]) ?? takeRemainder() {
            let right = try signed().value
            if right == 0, sign == .over || sign == .modulo { throw ToolRefusal("division by zero") }
            let value =
                switch sign {
                case .over: left.value / right
                case .modulo: Self.remainder(left.value, right)
                default: left.value * right
                }
            left = Operand(value: try bounded(value))
        }
        return left
    }

    private mutating func signed() throws(ToolRefusal) -> Operand {
        guard let sign = take([.plus, .minus]) else { return try power() }
        var operand = try nested { calculator throws(ToolRefusal) in try calculator.signed() }
        if sign == .minus { operand.value.negate() }
        return operand
    }

    private mutating func power() throws(ToolRefusal) -> Operand {
        let base = try hundredths()
        guard take([.power]) != nil else { return base }
        let exponent = try nested { calculator throws(ToolRefusal) in try calculator.signed() }
        if base.value == 0, exponent.value < 0 { throw ToolRefusal("division by zero") }
        return Operand(value: try bounded(pow(base.value, exponent.value)))
    }

    private mutating func hundredths() throws(ToolRefusal) -> Operand {
        var operand = try primary()
        while !beginsRemainder, take([.percent]) != nil { operand = Operand(value: operand.value / 100, isShare: true) }
        return operand
    }

    private mutating func primary() throws(ToolRefusal) -> Operand {
        switch rest.popFirst() {
        case .number(let value): return Operand(value: value)
        case .open:
            let inner = try nested { calculator throws(ToolRefusal) in try calculator.sum() }
            guard take([.close]) != nil else { throw ToolRefusal("a closing bracket is missing") }
            return Operand(value: inner.value)
        case nil: throw ToolRefusal("the expression ends where a number should stand")
        case let token?: throw ToolRefusal("a number should stand where “\(token)” is")
        }
    }
}

extension Calculator {
    private mutating func nested(
        _ read: (inout Self) throws(ToolRefusal) -> Operand
    ) throws(ToolRefusal) -> Operand {
        guard depth < Self.depthLimit else { throw ToolRefusal("the expression is nested too deep") }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func take(_ wanted: [Token]) -> Token? {
        guard let next = rest.first, wanted.contains(next) else { return nil }
        rest.removeFirst()
        return next
    }

    /// A `%` is a remainder if a number or a bracket follows it.
    private var beginsRemainder: Bool {
        guard rest.first == .percent else { return false }
        switch rest.dropFirst().first {
        case .number, .open: return true
        default: return false
        }
    }

    private mutating func takeRemainder() -> Token? {
        guard beginsRemainder else { return nil }
        rest.removeFirst()
        return .modulo
    }

    private func bounded(_ value: Double) throws(ToolRefusal) -> Double {
        if value.isNaN { throw ToolRefusal("the result is not a real number") }
        guard value.magnitude <= 1e300 else { throw ToolRefusal("the result is too large") }
        return value
    }

    private func misplaced() -> ToolRefusal {
        ToolRefusal("an operator should stand where “\(rest.first.map { "\($0)" } ?? "")” is")
    }

    private static func remainder(_ a: Double, _ b: Double) -> Double {
        let remainder = a.truncatingRemainder(dividingBy: b)
        return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
    }
}
