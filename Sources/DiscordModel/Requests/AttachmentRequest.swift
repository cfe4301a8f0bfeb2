/// A file that is sent along, or one that stays on a message that is edited.
///
/// <https://docs.discord.com/developers/reference#uploading-files>
package struct AttachmentRequest: Encodable, Equatable, Sendable {
    /// The n of the part `files[n]`; of one that stays, its id.
    package var id = Snowflake(0)
    package var filename: String?
    package var title: String?
    /// For people who cannot see it, at most 1,024 characters.
    package var description: String?
    /// Of a voice message, in seconds.
    package var durationSecs: Double?
    /// Of a voice message: its loudness, base64.
    package var waveform: String?
    package var isSpoiler: Bool?

    package init() {}
}

extension AttachmentRequest: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "filename": try json.read(into: &filename)
            case "title": try json.read(into: &title)
            case "description": try json.read(into: &description)
            case "duration_secs": try json.read(into: &durationSecs)
            case "waveform": try json.read(into: &waveform)
            case "is_spoiler": try json.read(into: &isSpoiler)
            default: try json.skip()
            }
        }
    }
}
