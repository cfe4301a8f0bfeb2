extension Component {
    /// An emoji on a component: without an id, the character is its name.
    package struct Emoji: Encodable, Equatable, Sendable {
        package var id: Snowflake?
        package var name = ""
        package var animated: Bool?

        package init() {}
    }
}

extension Component.Emoji: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "name": try json.read(into: &name)
            case "animated": try json.read(into: &animated)
            default: try json.skip()
            }
        }
    }
}
