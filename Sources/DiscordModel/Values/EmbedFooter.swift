package struct EmbedFooter: Encodable, Equatable, Sendable {
    package var text: String?
    package var iconUrl: String?

    package init() {}
}

extension EmbedFooter: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "text": try json.read(into: &text)
            case "icon_url": try json.read(into: &iconUrl)
            default: try json.skip()
            }
        }
    }
}
