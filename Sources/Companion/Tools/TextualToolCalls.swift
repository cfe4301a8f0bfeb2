package import Inference

/// Tool calls in plain text, for models that were not taught to call functions:
/// `TOOL: name(argument=value, other="text, with (signs)")`, one on a line of its own.
package enum TextualToolCalls {
    /// Longer lines are no calls.
    package static let lineLimit = 4_000
    /// More arguments than this are left away.
    static let argumentLimit = 32

    /// What such a model is told: the tools and how to call one.
    package static func description(of tools: [ToolDescription]) -> String {
        guard !tools.isEmpty else { return "" }
        return """
            You have tools for what you cannot know by yourself: the time, sums, conversions, chance. To use one, \
            write only this line and then stop; the result will be told to you:
            TOOL: name(argument=value, other="text in quotes")
            \(tools.map(line).joined(separator: "\n"))
            """
    }

    /// `- round_number(number, decimals=2): Rounds a number.`
    private static func line(_ tool: ToolDescription) -> String {
        let properties = tool.parameters["properties"]?.object ?? [:]
        let required = tool.parameters["required"]?.array?.compactMap(\.string) ?? []
        let optional = properties.keys.filter { !required.contains($0) }.sorted()
        let names =
            required
            + optional.map { name in
                guard let value = properties[name]?["default"] else { return name + "?" }
                return "\(name)=\(value.string ?? value.text)"
            }
        return "- \(tool.name)(\(names.joined(separator: ", "))): \(tool.summary)"
    }
}

extension TextualToolCalls {
    /// The call that a line holds, if it holds one. The call's id is empty: whoever runs it numbers it.
    ///
    /// In any case, behind list marks or quote marks, with text after it; arguments as `name=value`, `name: value`
    /// or one JSON object, also with the wrong quotes. An argument without a name is called by its position
    /// ("1"), or belongs to the named one before it: `options=tea, coffee`. A missing bracket at the end is
    /// overlooked. Time is linear in the length of the line.
    package static func parse(_ line: some StringProtocol) -> ToolCall? {
        guard line.utf8.count <= lineLimit else { return nil }
        var rest = Substring(line).drop { $0.isWhitespace || "-*>`•".contains($0) }
        guard rest.prefix(5).lowercased() == "tool:" else { return nil }
        rest = rest.dropFirst(5).drop { $0.isWhitespace || "*`".contains($0) }
        let name = rest.prefix { ($0.isASCII && ($0.isLetter || $0.isNumber)) || $0 == "_" || $0 == "-" }
        rest = rest.dropFirst(name.count).drop(while: \.isWhitespace)
        guard (1...64).contains(name.count), let arguments = arguments(of: name, rest) else { return nil }
        return ToolCall(id: "", name: String(name), arguments: arguments)
    }

    private static func arguments(of name: Substring, _ rest: Substring) -> String? {
        switch rest.first {
        case "(":
            let inside = rest.dropFirst().drop(while: \.isWhitespace)
            return inside.first == "{" ? object(inside) ?? listed(inside.dropFirst()) : listed(inside)
        case "{": return object(rest)
        // Prose such as “Tool: hammer” names none.
        case nil: return name.contains("_") ? "{}" : nil
        default: return name.contains("_") && rest.allSatisfy { "`*.".contains($0) } ? "{}" : nil
        }
    }

    /// The JSON object that `text` begins with.
    private static func object(_ text: Substring) -> String? {
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for index in text.indices {
            switch text[index] {
            case _ where isEscaped: isEscaped = false
            case "\\" where isQuoted: isEscaped = true
            case "\"": isQuoted.toggle()
            case "{" where !isQuoted: depth += 1
            case "}" where !isQuoted:
                depth -= 1
                if depth == 0 { return checked(text[...index]) }
            default: break
            }
        }
        return nil
    }

    private static func checked(_ json: Substring) -> String? {
        let value = try? JSONValue(parsing: String(json))  // not JSON: then it is read as a list
        return value?.object.map { JSONValue.object($0).text }
    }

    private static func listed(_ text: Substring) -> String {
        var scanner = ArgumentScanner(text)
        var members: [String: JSONValue] = [:]
        var last: String?
        for position in 1...argumentLimit {
            guard let argument = scanner.next() else { break }
            if argument.name == nil, let last, let before = members[last] {
                members[last] = .string("\(written(before)), \(written(argument.value))")
                continue
            }
            last = argument.name
            members[argument.name ?? "\(position)"] = argument.value
        }
        return JSONValue.object(members).text
    }

    private static func written(_ value: JSONValue) -> String { value.string ?? value.text }
}
