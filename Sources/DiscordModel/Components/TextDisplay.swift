extension Component {
    package struct TextDisplay: Encodable, Equatable, Sendable {
        package var id: Int?
        /// Markdown.
        package var content = ""

        package init() {}
    }
}

extension Component.TextDisplay: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "content": try json.read(into: &content)
            default: try json.skip()
            }
        }
    }
}
