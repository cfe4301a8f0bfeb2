/// What a model is told about a tool it may call.
package struct ToolDescription: Sendable, Hashable {
    package let name: String
    package let summary: String
    /// JSON Schema of the arguments, always of type `object`.
    package let parameters: JSONValue
    /// `- round_number(number, decimals=2): Rounds a number.`, for models that were not taught to call functions.
    package let line: String
    /// What it adds to a prompt: tools are described once and weighed with every prompt.
    let weight: TokenEstimate

    package init(name: String, summary: String, parameters: JSONValue) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
        line = Self.line(name, summary, parameters)
        var weight = TokenEstimate()
        weight.add(name)
        weight.add(summary)
        weight.add(parameters)
        self.weight = weight
    }

    /// The arguments in the order in which models are shown them and may give them without names: the required ones
    /// as they were written down, then the others by name.
    package var argumentNames: [String] { Self.argumentNames(parameters) }

    private static func argumentNames(_ parameters: JSONValue) -> [String] {
        let required = parameters["required"]?.array?.compactMap(\.string) ?? []
        let all = parameters["properties"]?.object?.keys.sorted() ?? []
        return required + all.filter { !required.contains($0) }
    }

    private static func line(_ name: String, _ summary: String, _ parameters: JSONValue) -> String {
        let required = parameters["required"]?.array?.compactMap(\.string) ?? []
        let arguments = argumentNames(parameters).map { name in
            if required.contains(name) { return name }
            guard let value = parameters["properties"]?[name]?["default"] else { return name + "?" }
            return "\(name)=\(value.string ?? value.text)"
        }
        return "- \(name)(\(arguments.joined(separator: ", "))): \(summary)"
    }
}
