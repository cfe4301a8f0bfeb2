package import Inference

/// One argument of a tool, written as the JSON Schema that models understand.
package struct ToolParameter: Sendable {
    let name: String
    let schema: [String: JSONValue]
    let isRequired: Bool

    /// Longer texts than this are refused.
    package static let textLimit = 4_000

    /// - Parameter isRequired: a text without a default may still be left away.
    package static func text(
        _ name: String, _ summary: String, default value: String? = nil, isRequired: Bool = true
    ) -> ToolParameter {
        ToolParameter(
            name, "string", summary, value.map { .string($0) }, isRequired: isRequired,
            ["maxLength": .number(Double(textLimit))])
    }

    package static func choice(
        _ name: String, _ summary: String, _ values: [String], default value: String? = nil
    ) -> ToolParameter {
        ToolParameter(
            name, "string", summary, value.map { .string($0) }, ["enum": .array(values.map { .string($0) })])
    }

    package static func number(
        _ name: String, _ summary: String, in range: ClosedRange<Double> = -1e15...1e15, default value: Double? = nil
    ) -> ToolParameter {
        ToolParameter(name, "number", summary, value.map { .number($0) }, limits(range))
    }

    package static func integer(
        _ name: String, _ summary: String, in range: ClosedRange<Double>, default value: Int? = nil
    ) -> ToolParameter {
        ToolParameter(name, "integer", summary, value.map { .number(Double($0)) }, limits(range))
    }

    package static func flag(_ name: String, _ summary: String, default value: Bool) -> ToolParameter {
        ToolParameter(name, "boolean", summary, .bool(value))
    }

    private init(
        _ name: String, _ type: String, _ summary: String, _ value: JSONValue?, isRequired: Bool = true,
        _ more: [String: JSONValue] = [:]
    ) {
        self.name = name
        self.isRequired = isRequired && value == nil
        var schema = more
        schema["type"] = .string(type)
        schema["description"] = .string(summary)
        schema["default"] = value
        self.schema = schema
    }

    private static func limits(_ range: ClosedRange<Double>) -> [String: JSONValue] {
        ["minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
    }
}

extension ToolDescription {
    package init(_ name: String, _ summary: String, _ parameters: ToolParameter...) {
        let properties = parameters.map { ($0.name, JSONValue.object($0.schema)) }
        self.init(
            name: name, summary: summary,
            parameters: [
                "type": "object",
                "properties": .object(Dictionary(properties, uniquingKeysWith: { _, last in last })),
                "required": .array(parameters.filter(\.isRequired).map { .string($0.name) }),
            ])
    }
}
