/// The schemas of an OpenAPI document, and the check whether JSON is what they say.
///
/// This is the part of JSON Schema 2020-12 that Discord's description uses. Unknown members are allowed, as Discord
/// allows them. `oneOf` is content with more than one match: the branches of Discord's overlap, like those for the
/// empty list of choices.
///
/// <https://json-schema.org/draft/2020-12/json-schema-validation>
package struct SchemaBook: Sendable {
    /// How deep schemas may lead into each other: twice what JSON that was read can be nested.
    static let depthLimit = 2 * JSONReader.depthLimit

    private let schemas: [String: JSON]
    /// Whether a closed list of numbers or words allows others too, as Discord may add some.
    private let allowsUnknownChoices: Bool

    /// - Parameter document: OpenAPI 3.1, with schemas under `components`.
    package init(document: JSON, allowingUnknownChoices allowsUnknownChoices: Bool = false) {
        let members = document["components"]?["schemas"]?.object ?? [:]
        schemas = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
        self.allowsUnknownChoices = allowsUnknownChoices
    }

    package var names: [String] { schemas.keys.sorted() }

    package subscript(name: String) -> JSON? { schemas[name] }

    /// What is wrong with a value of the schema `name`; nothing, when it is right.
    package func faults(in value: JSON, as name: String) -> [SchemaFault] {
        guard let schema = schemas[name] else {
            return [SchemaFault(path: "", reason: "there is no schema \(name)")]
        }
        return faults(in: value, against: schema)
    }

    /// As above, for a schema that stands anywhere in the document; its references lead to the named ones.
    package func faults(in value: JSON, against schema: JSON) -> [SchemaFault] {
        faults(in: value, against: schema, at: SchemaPath())
    }

    /// The schema that `schema` refers to; itself, if it refers to none.
    package func resolved(_ schema: JSON) -> JSON? {
        guard let reference = schema["$ref"]?.string else { return schema }
        return reference.split(separator: "/").last.flatMap { schemas[String($0)] }
    }

    func faults(in value: JSON, against schema: JSON, at path: SchemaPath) -> [SchemaFault] {
        if let isAllowed = schema.bool { return isAllowed ? [] : [path.fault("is not allowed")] }
        guard path.depth < Self.depthLimit else { return [path.fault("is nested too deep")] }
        if let fault = wrongType(of: value, against: schema, at: path) { return [fault] }
        return referenceFaults(in: value, against: schema, at: path)
            + choiceFaults(in: value, against: schema, at: path)
            + contentFaults(in: value, against: schema, at: path)
    }

    private func wrongType(of value: JSON, against schema: JSON, at path: SchemaPath) -> SchemaFault? {
        guard let type = schema["type"] else { return nil }
        let allowed = type.array?.compactMap(\.string) ?? type.string.map { [$0] } ?? []
        return allowed.contains { value.hasType($0) }
            ? nil : path.fault("is \(value.type), not \(allowed.joined(separator: " or "))")
    }

    private func referenceFaults(in value: JSON, against schema: JSON, at path: SchemaPath) -> [SchemaFault] {
        guard let reference = schema["$ref"]?.string else { return [] }
        guard let target = resolved(schema) else { return [path.fault("there is no schema \(reference)")] }
        return faults(in: value, against: target, at: path.deeper)
    }

    private func choiceFaults(in value: JSON, against schema: JSON, at path: SchemaPath) -> [SchemaFault] {
        var faults: [SchemaFault] = []
        if let choices = schema["enum"]?.array, !choices.contains(value), !(allowsUnknownChoices && choices.count > 1) {
            faults.append(path.fault("is none of \(choices.map(\.text).joined(separator: ", "))"))
        }
        if let constant = schema["const"], constant != value {
            faults.append(path.fault("is not \(constant.text)"))
        }
        for part in schema["allOf"]?.array ?? [] {
            faults += self.faults(in: value, against: part, at: path.deeper)
        }
        if let branches = (schema["oneOf"] ?? schema["anyOf"])?.array {
            faults += branchFaults(in: value, against: branches, at: path)
        }
        return faults
    }

    /// What is wrong with the branch that fits best.
    private func branchFaults(in value: JSON, against branches: [JSON], at path: SchemaPath) -> [SchemaFault] {
        if branches.allSatisfy({ $0["const"] != nil }) {
            let isKnown = allowsUnknownChoices || branches.contains { $0["const"] == value }
            return isKnown ? [] : [path.fault("\(value.text) is no known choice")]
        }
        var best: [SchemaFault]?
        for branch in branches {
            let faults = faults(in: value, against: branch, at: path.deeper)
            if faults.isEmpty { return [] }
            if faults.count < best?.count ?? .max || best?.contains(where: path.isChoice) == true {
                if best == nil || !faults.contains(where: path.isChoice) { best = faults }
            }
        }
        return best ?? []
    }
}

extension JSON {
    /// Its kind, in the words of JSON Schema.
    var type: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    func hasType(_ type: String) -> Bool {
        self.type == type || type == "number" && number != nil || type == "integer" && integer != nil
    }
}
