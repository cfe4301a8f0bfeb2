package struct EmbedProvider: Encodable, Equatable, Sendable {
    package var name: String?
    package var url: String?

    package init() {}
}

extension EmbedProvider: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "name": try json.read(into: &name)
            case "url": try json.read(into: &url)
            default: try json.skip()
            }
        }
    }
}
