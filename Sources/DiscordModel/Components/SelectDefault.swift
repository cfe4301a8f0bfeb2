extension Component {
    package struct SelectDefault: Encodable, Equatable, Sendable {
        package var id = Snowflake(0)
        /// `user`, `role` or `channel`.
        package var type = ""

        package init() {}
    }
}

extension Component.SelectDefault: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "type": try json.read(into: &type)
            default: try json.skip()
            }
        }
    }
}
