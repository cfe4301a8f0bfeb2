package struct EmbedMedia: Encodable, Equatable, Sendable {
    package var url: String?
    /// Only in what comes back.
    package var proxyUrl: String?
    package var width: Int?
    package var height: Int?
    package var contentType: String?
    package var description: String?

    package init() {}
}

extension EmbedMedia: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "url": try json.read(into: &url)
            case "proxy_url": try json.read(into: &proxyUrl)
            case "width": try json.read(into: &width)
            case "height": try json.read(into: &height)
            case "content_type": try json.read(into: &contentType)
            case "description": try json.read(into: &description)
            default: try json.skip()
            }
        }
    }
}
