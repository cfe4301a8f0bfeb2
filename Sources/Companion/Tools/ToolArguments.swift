package import Inference

/// The arguments of one call, checked against the tool's schema, with its defaults filled in.
package struct ToolArguments: Sendable {
    /// Longer calls are refused before they are parsed.
    static let byteLimit = 16_384

    private var values: [String: JSONValue] = [:]
    /// What was left aside, for the model to see beside the result.
    private(set) var note: String?

    /// - Parameter text: JSON as the model wrote it; arguments without a name are called "1", "2" and so on
    ///   (see ``TextualToolCalls``), and stand for those of `argumentNames` in their order.
    package init(_ text: String, for tool: ToolDescription) throws(ToolRefusal) {
        var given = try Self.parse(text)
        let properties = tool.parameters["properties"]?.object ?? [:]
        let required = tool.parameters["required"]?.array?.compactMap(\.string) ?? []
        for (position, name) in tool.argumentNames.enumerated() where given[name] == nil {
            given[name] = given.removeValue(forKey: "\(position + 1)")
        }
        let unknown = given.keys.filter { properties[$0] == nil }.sorted()
        var wrong = required.filter { (given[$0] ?? .null) == .null }.map { "“\($0)” is missing" }
        if unknown.contains(where: { Int($0) != nil }) { wrong.append("there are too many arguments without a name") }
        for (name, schema) in properties.sorted(by: { $0.key < $1.key }) {
            guard let value = given[name], value != .null else {
                values[name] = schema["default"]
                continue
            }
            do { values[name] = try ArgumentSchema(schema).value(value, called: name) } catch {
                wrong.append(error.reason)
            }
        }
        note = Self.note(on: unknown, known: properties.keys.sorted())
        guard wrong.isEmpty else { throw ToolRefusal((wrong + [note].compactMap { $0 }).joined(separator: "; ")) }
    }

    private static func parse(_ text: String) throws(ToolRefusal) -> [String: JSONValue] {
        guard text.utf8.count <= byteLimit else { throw ToolRefusal("the arguments are too long") }
        let text = text.trimming(\.isWhitespace)
        if text.isEmpty || text == "null" { return [:] }
        do {
            if let members = try JSONValue(parsing: text).object { return members }
        } catch {
            throw ToolRefusal("the arguments are not JSON")
        }
        throw ToolRefusal("the arguments must be a JSON object")
    }

    private static func note(on unknown: [String], known: [String]) -> String? {
        guard !unknown.isEmpty else { return nil }
        return unknown.prefix(5).map { name in
            "“\(name.prefix(40))” is not an argument" + NearestWord.hint(for: name, among: known)
        }.joined(separator: "; ")
    }
}

extension ToolArguments {
    /// The argument, or a refusal where the schema lets it be left away.
    package func text(_ name: String) throws(ToolRefusal) -> String { try one(name, values[name]?.string) }

    package func number(_ name: String) throws(ToolRefusal) -> Double { try one(name, values[name]?.number) }

    package func integer(_ name: String) throws(ToolRefusal) -> Int { try one(name, values[name]?.integer) }

    package func flag(_ name: String) throws(ToolRefusal) -> Bool { try one(name, values[name]?.bool) }

    package func text(ifAny name: String) -> String? { values[name]?.string }

    private func one<Value>(_ name: String, _ value: Value?) throws(ToolRefusal) -> Value {
        guard let value else { throw ToolRefusal("“\(name)” is missing") }
        return value
    }
}
