extension Component {
    /// A question of a form: what it asks, and where the answer goes.
    package struct Label: Encodable, Equatable, Sendable {
        package var id: Int?
        /// At most 45 characters.
        package var label = ""
        /// At most 100 characters.
        package var description: String?
        package var component: Component = .unknown(.null)

        package init() {}
    }
}

extension Component.Label: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "label": try json.read(into: &label)
            case "description": try json.read(into: &description)
            case "component": try json.read(into: &component)
            default: try json.skip()
            }
        }
    }
}
