/// A card below a message, as it is sent and as it comes back.
///
/// <https://docs.discord.com/developers/resources/message#embed-object>
package struct Embed: Encodable, Equatable, Sendable {
    /// `rich` for those that are sent.
    package var type: String?
    package var title: String?
    package var description: String?
    package var url: String?
    package var timestamp: Timestamp?
    /// 0xRRGGBB.
    package var color: Int?
    package var author: EmbedAuthor?
    package var fields: [EmbedField] = []
    package var image: EmbedMedia?
    package var thumbnail: EmbedMedia?
    /// Not to be sent.
    package var video: EmbedMedia?
    /// Not to be sent.
    package var provider: EmbedProvider?
    package var footer: EmbedFooter?

    package init() {}
}

extension Embed: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "type": try json.read(into: &type)
            case "title": try json.read(into: &title)
            case "description": try json.read(into: &description)
            case "url": try json.read(into: &url)
            case "timestamp": try json.read(into: &timestamp)
            case "color": try json.read(into: &color)
            case "author": try json.read(into: &author)
            case "fields": try json.read(into: &fields)
            case "image": try json.read(into: &image)
            case "thumbnail": try json.read(into: &thumbnail)
            case "video": try json.read(into: &video)
            case "provider": try json.read(into: &provider)
            case "footer": try json.read(into: &footer)
            default: try json.skip()
            }
        }
    }
}
