/// A message to be sent to a channel. Nobody is pinged unless ``allowedMentions`` says so.
///
/// <https://docs.discord.com/developers/resources/message#create-message>
package struct MessageRequest: Encodable, Equatable, Sendable {
    package var content: String?
    package var embeds: [Embed]?
    package var allowedMentions: AllowedMentions = .none
    package var messageReference: MessageReference?
    package var components: [Component]?
    package var stickerIds: [Snowflake]?
    package var attachments: [AttachmentRequest]?
    package var flags: MessageFlags?
    package var poll: PollRequest?
    /// At most 25 characters. With ``enforceNonce``, a second message with it within minutes is not sent.
    package var nonce: Nonce?
    package var enforceNonce: Bool?
    package var tts: Bool?

    package init() {}
}

extension MessageRequest: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "content": try json.read(into: &content)
            case "embeds": try json.read(into: &embeds)
            case "allowed_mentions": try json.read(into: &allowedMentions)
            case "message_reference": try json.read(into: &messageReference)
            case "components": try json.read(into: &components)
            case "sticker_ids": try json.read(into: &stickerIds)
            case "attachments": try json.read(into: &attachments)
            case "flags": try json.read(into: &flags)
            case "poll": try json.read(into: &poll)
            case "nonce": try json.read(into: &nonce)
            case "enforce_nonce": try json.read(into: &enforceNonce)
            case "tts": try json.read(into: &tts)
            default: try json.skip()
            }
        }
    }
}
