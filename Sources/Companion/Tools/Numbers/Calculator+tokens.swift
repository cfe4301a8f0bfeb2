extension Calculator {
    /// The smallest parts of an expression.
    enum Token: Equatable, CustomStringConvertible {
        case number(Double)
        case plus, minus, times, over, power, percent, modulo, of, open, close

        var description: String {
            switch self {
            case .number(let value): NumberText.short(value)
            case .plus: "+"
            case .minus: "-"
            case .times: "*"
            case .over: "/"
            case .power: "^"
            case .percent: "%"
            case .modulo: "mod"
            case .of: "of"
            case .open: "("
            case .close: ")"
            }
        }

        private static let signs: [Character: Token] = [
            "+": .plus, "-": .minus, "−": .minus, "*": .times, "×": .times, "·": .times, "/": .over, "÷": .over,
            "^": .power, "%": .percent, "(": .open, ")": .close,
        ]
        private static let words: [String: Token] = ["of": .of, "x": .times, "mod": .modulo, "percent": .percent]

        /// Every token of `text`; one “=” at the end is overlooked.
        static func all(in text: String) throws(ToolRefusal) -> [Token] {
            var rest = text[...]
            var tokens: [Token] = []
            while let next = rest.first {
                if next.isWhitespace || (next == "=" && rest.dropFirst().allSatisfy(\.isWhitespace)) {
                    rest.removeFirst()
                } else if next.isASCII, next.isNumber || next == "." {
                    tokens.append(.number(try number(&rest)))
                } else if rest.hasPrefix("**") {
                    rest = rest.dropFirst(2)
                    tokens.append(.power)
                } else if let sign = signs[next] {
                    rest.removeFirst()
                    tokens.append(sign)
                } else {
                    tokens.append(try word(&rest))
                }
            }
            return tokens
        }

        /// Digits with a point, with commas between thousands, with an exponent: `1,234.5`, `.5`, `6e23`.
        private static func number(_ rest: inout Substring) throws(ToolRefusal) -> Double {
            var written = takeDigits(&rest)
            while rest.first == ",", case let group = rest.dropFirst().prefix(while: isDigit), group.count == 3 {
                written += group
                rest = rest.dropFirst(4)
            }
            if rest.first == "." {
                rest.removeFirst()
                written += "." + takeDigits(&rest)
            }
            if let mark = rest.first, mark == "e" || mark == "E" {
                let sign = rest.dropFirst().prefix { $0 == "+" || $0 == "-" }.prefix(1)
                let digits = rest.dropFirst(1 + sign.count).prefix(while: isDigit)
                if !digits.isEmpty {
                    written += "e" + sign + digits
                    rest = rest.dropFirst(1 + sign.count + digits.count)
                }
            }
            guard written.contains(where: isDigit), let number = Double(written), number.magnitude <= 1e300 else {
                throw ToolRefusal("“\(written.prefix(40))” is not a number")
            }
            return number
        }

        private static func word(_ rest: inout Substring) throws(ToolRefusal) -> Token {
            let word = rest.prefix(while: \.isLetter)
            guard let token = words[word.lowercased()] else {
                let found = word.isEmpty ? rest.prefix(1) : word.prefix(40)
                throw ToolRefusal("“\(found)” cannot be worked out; only numbers, + - * / % ^ and brackets can")
            }
            rest = rest.dropFirst(word.count)
            return token
        }

        private static func takeDigits(_ rest: inout Substring) -> String {
            let digits = rest.prefix(while: isDigit)
            rest = rest.dropFirst(digits.count)
            return String(digits)
        }

        private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
    }
}
