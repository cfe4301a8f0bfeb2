import Foundation
import Testing

@testable import Companion

@Suite struct CalculatorTests {
    @Test(arguments: [
        ("2+2", 4), ("2 + 3 * 4", 14), ("(2+3)*4", 20), ("10-4-3", 3), ("100/10/5", 2), ("2^10", 1024), ("2^3^2", 512),
        ("2**3", 8), ("-2^2", -4), ("(-2)^2", 4), ("2^-1", 0.5), ("--3", 3), ("+5", 5), ("2*-3", -6), ("0^0", 1),
        ("10 % 3", 1), ("-7 % 3", 2), ("7 % (-3)", -2), ("7.5 mod 2", 1.5), ("10%(3)", 1),
        ("15% of 230", 34.5), ("15 percent of 230", 34.5), ("50%", 0.5), ("200 + 10%", 220), ("200 - 10%", 180),
        ("10% + 5%", 0.15), ("10% * 50", 5), ("50*10%", 5), ("(200 + 10%) * 2", 440), ("5%%", 0.0005),
        ("200 + 10% of 50", 205), ("100 + 2 * 10%", 100.2),
        ("1,234.5 * 2", 2469), ("1,000,000", 1_000_000), (".5+.5", 1), ("3.", 3), ("6e2", 600), ("1.5E-1", 0.15),
        ("6 × 7", 42), ("8 ÷ 4", 2), ("5 − 3", 2), ("3 x 4", 12), ("2+2=", 4), ("2+2 = ", 4), (" 7 ", 7),
    ])
    func `sums come out as people mean them`(expression: String, value: Double) throws {
        let result = try Calculator.value(of: expression)
        #expect(abs(result - value) <= 1e-12 * max(1, abs(value)), "\(result)")
    }

    @Test(arguments: [
        ("1/0", "division by zero"), ("5 % (1-1)", "division by zero"), ("0^-1", "division by zero"),
        ("", "ends where a number"), ("2+", "ends where a number"), ("(2+3", "closing bracket"),
        ("2+3)", "where “)” is"),
        ("2 3", "operator should stand"), ("2(3)", "operator should stand"), ("*2", "number should stand where “*”"),
        ("()", "number should stand where “)”"), ("abc", "“abc” cannot"), ("2 $ 3", "“$” cannot"), ("1..2", "operator"),
        ("import os", "“import” cannot"), ("9^9^9^9", "too large"), ("10^400", "too large"),
        ("(-8)^0.5", "not a real number"),
        ("1e999", "not a number"), (".", "not a number"), ("2=3", "“=” cannot"), ("1,23", "“,” cannot"),
        ("of 5", "where “of”"),
        ("٣+٤", "cannot"),
    ])
    func `what cannot be worked out says why`(expression: String, reason: String) {
        do {
            let value = try Calculator.value(of: expression)
            Issue.record("\(expression) gave \(value)")
        } catch {
            #expect(error.reason.contains(reason), "\(error.reason)")
        }
    }

    @Test func `length and depth are bounded`() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        #expect(try Calculator.value(of: nested(Calculator.depthLimit, "(", ")")) == 1)
        for deep in [nested(65, "(", ")"), nested(65, "-", ""), nested(65, "1^", ""), nested(66, "-(", ")")] {
            #expect(throws: ToolRefusal("the expression is nested too deep")) { try Calculator.value(of: deep) }
        }
        #expect(try Calculator.value(of: "1" + String(repeating: "+1", count: 249)) == 250)
        #expect(throws: ToolRefusal.self) { try Calculator.value(of: "1" + String(repeating: "+1", count: 250)) }
    }

    @Test func `generated sums equal the sums they were generated from`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        var worked = 0
        for _ in 0..<3_000 {
            let sum = Sum.random(depth: 4, using: &chance)
            let text = sum.text(using: &chance)
            guard text.unicodeScalars.count <= Calculator.lengthLimit else { continue }
            let found = Result { try Calculator.value(of: text) }
            switch (try? found.get(), sum.value) {
            case (let found?, let value?):
                worked += 1
                #expect(found == value || abs(found - value) <= 1e-9 * abs(value), "seed \(seed): \(text)")
            case (nil, nil): break
            case (let found, let value):
                Issue.record("seed \(seed): \(text) gave \(found as Any), not \(value as Any)")
            }
        }
        #expect(worked > 1_000, "seed \(seed)")
    }

    @Test func `whatever comes gives a number or a reason`() {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        let signs = Array("0123456789.,eE+-*/%^()=x of mod percent\u{301}🇩🇪é×÷−\n\t\0")
        for _ in 0..<5_000 {
            let length = Int.random(in: 0...30, using: &chance)
            let text = String((0..<length).compactMap { _ in signs.randomElement(using: &chance) })
            if let value = try? Calculator.value(of: text) {
                #expect(value.isFinite && value.magnitude <= 1e300, "seed \(seed): \(text)")
            }
        }
    }
}

/// A sum as a tree, which knows its value without being parsed.
private indirect enum Sum {
    case number(Int, hundredths: Int)
    case negative(Sum)
    case two(Sum, Character, Sum)

    static func random(depth: Int, using chance: inout Seeded) -> Sum {
        if depth == 0 || Int.random(in: 0..<4, using: &chance) == 0 {
            return .number(.random(in: 0...20, using: &chance), hundredths: .random(in: 0...99, using: &chance))
        }
        if Int.random(in: 0..<6, using: &chance) == 0 { return .negative(random(depth: depth - 1, using: &chance)) }
        let sign = "++--**//%^".randomElement(using: &chance) ?? "+"
        return .two(random(depth: depth - 1, using: &chance), sign, random(depth: depth - 1, using: &chance))
    }

    /// Nil where there is none, or none within bounds.
    var value: Double? {
        switch self {
        case .number(let whole, let hundredths): return Double("\(whole).\(hundredths < 10 ? "0" : "")\(hundredths)")
        case .negative(let inner): return inner.value.map { -$0 }
        case .two(let left, let sign, let right):
            guard let a = left.value, let b = right.value else { return nil }
            let value: Double
            switch sign {
            case "+": value = a + b
            case "-": value = a - b
            case "*": value = a * b
            case "/": value = a / b
            case "%":
                let rest = fmod(a, b)
                value = rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
            default: value = pow(a, b)
            }
            return value.isNaN || value.magnitude > 1e300 ? nil : value
        }
    }

    private var rank: Int {
        switch self {
        case .number: 5
        case .two(_, "^", _): 4
        case .negative: 3
        case .two(_, "*", _), .two(_, "/", _), .two(_, "%", _): 2
        case .two: 1
        }
    }

    /// With the brackets it needs, and sometimes more; with blanks or without.
    func text(using chance: inout Seeded, rank wanted: Int = 1) -> String {
        let isBracketed = rank < wanted || Int.random(in: 0..<10, using: &chance) == 0
        let inner = bare(using: &chance)
        return isBracketed ? "(\(inner))" : inner
    }

    private func bare(using chance: inout Seeded) -> String {
        let gap = Bool.random(using: &chance) ? " " : ""
        switch self {
        case .number(let whole, let hundredths): return "\(whole).\(hundredths < 10 ? "0" : "")\(hundredths)"
        case .negative(let inner): return "-" + inner.text(using: &chance, rank: 3)
        case .two(let left, let sign, let right):
            let (leftRank, rightRank) =
                switch sign {
                case "+", "-": (1, 2)
                case "*", "/": (2, 3)
                case "%": (2, 4)
                default: (5, 3)
                }
            return left.text(using: &chance, rank: leftRank) + gap + String(sign) + gap
                + right.text(using: &chance, rank: rightRank)
        }
    }
}
