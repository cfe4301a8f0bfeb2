extension Component {
    /// A picture, video or file that a component shows.
    ///
    /// <https://docs.discord.com/developers/components/reference#unfurled-media-item>
    package struct Media: Encodable, Equatable, Sendable {
        /// `https:` or `attachment://name`.
        package var url = ""
        /// From here on only in what comes back.
        package var proxyUrl: String?
        package var width: Int?
        package var height: Int?
        package var contentType: String?
        package var id: Snowflake?
        package var attachmentId: Snowflake?

        package init() {}
    }
}

extension Component.Media: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "url": try json.read(into: &url)
            case "proxy_url": try json.read(into: &proxyUrl)
            case "width": try json.read(into: &width)
            case "height": try json.read(into: &height)
            case "content_type": try json.read(into: &contentType)
            case "id": try json.read(into: &id)
            case "attachment_id": try json.read(into: &attachmentId)
            default: try json.skip()
            }
        }
    }
}
