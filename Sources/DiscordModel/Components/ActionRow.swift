extension Component {
    /// Up to 5 buttons, or one select; in old forms, one text input.
    package struct ActionRow: Encodable, Equatable, Sendable {
        package var id: Int?
        package var components: [Component] = []

        package init() {}
    }
}

extension Component.ActionRow: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "components": try json.read(into: &components)
            default: try json.skip()
            }
        }
    }
}
