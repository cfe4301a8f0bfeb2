extension Component {
    /// 1 to 3 texts with a button or a picture beside them.
    package struct Section: Encodable, Equatable, Sendable {
        package var id: Int?
        package var components: [Component] = []
        package var accessory: Component = .unknown(.null)

        package init() {}
    }
}

extension Component.Section: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "components": try json.read(into: &components)
            case "accessory": try json.read(into: &accessory)
            default: try json.skip()
            }
        }
    }
}
