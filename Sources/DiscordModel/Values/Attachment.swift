/// A file of a message. Its name and kind are what the sender claims.
///
/// <https://docs.discord.com/developers/resources/message#attachment-object>
package struct Attachment: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var filename = ""
    package var title: String?
    package var description: String?
    package var contentType: String?
    /// In bytes.
    package var size = 0
    /// Runs out after about a day.
    package var url = ""
    package var proxyUrl = ""
    package var width: Int?
    package var height: Int?
    package var durationSecs: Double?
    package var waveform: String?
    package var ephemeral: Bool?
    package var flags: Int?

    package init() {}
}

extension Attachment: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "filename": try json.read(into: &filename)
            case "title": try json.read(into: &title)
            case "description": try json.read(into: &description)
            case "content_type": try json.read(into: &contentType)
            case "size": try json.read(into: &size)
            case "url": try json.read(into: &url)
            case "proxy_url": try json.read(into: &proxyUrl)
            case "width": try json.read(into: &width)
            case "height": try json.read(into: &height)
            case "duration_secs": try json.read(into: &durationSecs)
            case "waveform": try json.read(into: &waveform)
            case "ephemeral": try json.read(into: &ephemeral)
            case "flags": try json.read(into: &flags)
            default: try json.skip()
            }
        }
    }
}
