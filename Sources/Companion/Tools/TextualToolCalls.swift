package import Inference

/// Tool calls in plain text, for models that were not taught to call functions:
/// `TOOL: name(argument=value, other="text, with (signs)")`, one on a line of its own.
package enum TextualToolCalls {
    /// More arguments than this are left away.
    static let argumentLimit = 32

    /// What such a model is told: the tools and how to call one.
    package static func description(of tools: [ToolDescription]) -> String {
        guard !tools.isEmpty else { return "" }
        return """
            You have tools for what you cannot know by yourself: the time, sums, conversions, chance. To use one, \
            write only this line and then stop; the result will be told to you:
            TOOL: name(argument=value, other="text in quotes")
            \(tools.map(\.line).joined(separator: "\n"))
            """
    }
}

extension TextualToolCalls {
    /// The call that a text of ``ReplyCleaning/toolCalls`` holds. Its id is empty: whoever runs it numbers it.
    ///
    /// Behind the ``ToolCallHead`` stand arguments as `name=value`, `name: value` or one JSON object, also with the
    /// wrong quotes, and any text. An argument without a name is called by its position ("1"), or belongs to the
    /// named one before it: `options=tea, coffee`. A missing bracket at the end is overlooked. A block is one JSON
    /// object with `name` and `arguments`. Time is linear in the length.
    package static func parse(_ call: String) -> ToolCall? {
        guard call.unicodeScalars.count <= ReplyCleaning.maxToolCall else { return nil }
        var text = LeakCursor(Array(call.unicodeScalars), isEnd: true)
        guard let head = ToolCallHead(&text) else { return nil }
        switch head.form {
        case .line: return ToolCall(id: "", name: head.name, arguments: arguments(text.rest[...]).text)
        case .block: return block(text.rest[...])
        }
    }

    private static func block(_ text: Substring) -> ToolCall? {
        guard let call = object(text), let name = call["name"]?.string,
            (1...ToolCallHead.longestName).contains(name.count)
        else { return nil }
        let arguments = call["arguments"] ?? [:]
        return ToolCall(id: "", name: name, arguments: arguments.string ?? arguments.text)
    }

    private static func arguments(_ text: Substring) -> JSONValue {
        let isList = text.first == "("
        let inside = isList ? text.dropFirst().drop(while: \.isWhitespace) : text
        if inside.first == "{" { return object(inside) ?? listed(inside.dropFirst()) }
        return isList ? listed(inside) : [:]
    }

    /// The JSON object that `text` begins with.
    private static func object(_ text: Substring) -> JSONValue? {
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

    private static func checked(_ json: Substring) -> JSONValue? {
        let value = try? JSONValue(parsing: String(json))  // not JSON: then it is read as a list
        return value?.object.map { .object($0) }
    }

    private static func listed(_ text: Substring) -> JSONValue {
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
        return .object(members)
    }

    private static func written(_ value: JSONValue) -> String { value.string ?? value.text }
}
