package struct EmbedAuthor: Encodable, Equatable, Sendable {
    package var name: String?
    package var url: String?
    package var iconUrl: String?

    package init() {}
}

extension EmbedAuthor: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "name": try json.read(into: &name)
            case "url": try json.read(into: &url)
            case "icon_url": try json.read(into: &iconUrl)
            default: try json.skip()
            }
        }
    }
}
