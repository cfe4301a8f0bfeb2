import Inference

/// The part of JSON Schema that tools use: type, enum, minimum, maximum and maxLength of one argument.
///
/// Models write numbers as texts and texts as numbers; what can only mean one thing is taken so.
struct ArgumentSchema {
    private let schema: JSONValue

    init(_ schema: JSONValue) { self.schema = schema }

    func value(_ given: JSONValue, called name: String) throws(ToolRefusal) -> JSONValue {
        switch schema["type"]?.string {
        case "number": return .number(try number(given, name))
        case "integer":
            let number = try number(given, name)
            guard number == number.rounded() else { throw refusal(name, "a whole number", given) }
            return .number(number)
        case "boolean": return .bool(try flag(given, name))
        case "string": return .string(try text(given, name))
        default: return given
        }
    }

    private func number(_ given: JSONValue, _ name: String) throws(ToolRefusal) -> Double {
        let lowest = schema["minimum"]?.number ?? -.greatestFiniteMagnitude
        let highest = schema["maximum"]?.number ?? .greatestFiniteMagnitude
        guard let number = given.number ?? given.string.flatMap(Self.number), number.isFinite else {
            throw refusal(name, "a number", given)
        }
        guard number >= lowest, number <= highest else {
            throw refusal(name, "from \(NumberText.short(lowest)) to \(NumberText.short(highest))", given)
        }
        return number
    }

    /// Commas part thousands, or it is not clear what is meant: 36,6 is refused.
    private static func number(_ text: String) -> Double? {
        let written = text.trimming(\.isWhitespace)
        guard written.contains(",") else { return Double(written) }
        guard written.contains(/^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/) else { return nil }
        return Double(written.replacing(",", with: ""))
    }

    private func flag(_ given: JSONValue, _ name: String) throws(ToolRefusal) -> Bool {
        switch given {
        case .bool(let flag): return flag
        case .number(1): return true
        case .number(0): return false
        case .string(let word):
            if ["true", "yes", "on", "1"].contains(word.lowercased()) { return true }
            if ["false", "no", "off", "0"].contains(word.lowercased()) { return false }
        default: break
        }
        throw refusal(name, "true or false", given)
    }

    private func text(_ given: JSONValue, _ name: String) throws(ToolRefusal) -> String {
        guard let text = plain(given) else { throw refusal(name, "text", given) }
        if let limit = schema["maxLength"]?.integer, text.unicodeScalars.count > limit {
            throw ToolRefusal("“\(name)” is longer than \(limit) characters")
        }
        guard let choices = schema["enum"]?.array?.compactMap(\.string) else { return text }
        let wanted = text.trimming(\.isWhitespace).lowercased()
        guard let choice = choices.first(where: { $0.lowercased() == wanted }) else {
            throw refusal(name, "one of " + choices.joined(separator: ", "), given)
        }
        return choice
    }

    /// A text as it is, a number or a flag as it is written, a list as its items with commas between.
    private func plain(_ given: JSONValue) -> String? {
        switch given {
        case .string(let text): return text
        case .number(let number): return NumberText.short(number)
        case .bool(let flag): return flag ? "true" : "false"
        case .array(let items):
            let parts = items.map { $0.array == nil ? plain($0) : nil }
            return parts.contains(nil) ? nil : parts.compactMap { $0 }.joined(separator: ", ")
        default: return nil
        }
    }

    private func refusal(_ name: String, _ wanted: String, _ given: JSONValue) -> ToolRefusal {
        ToolRefusal("“\(name)” must be \(wanted), not \(given.text.prefix(60))")
    }
}
