/// A message to be sent through a webhook or as an answer to an interaction, there without name and face.
///
/// <https://docs.discord.com/developers/resources/webhook#execute-webhook>
package struct WebhookMessage: Encodable, Equatable, Sendable {
    package var content: String?
    /// 1 to 80 characters.
    package var username: String?
    package var avatarUrl: String?
    package var embeds: [Embed]?
    package var allowedMentions: AllowedMentions = .none
    package var components: [Component]?
    package var attachments: [AttachmentRequest]?
    package var flags: MessageFlags?
    package var poll: PollRequest?
    /// In forums: the title of the new thread.
    package var threadName: String?
    package var appliedTags: [Snowflake]?
    package var tts: Bool?

    package init() {}
}

extension WebhookMessage: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "content": try json.read(into: &content)
            case "username": try json.read(into: &username)
            case "avatar_url": try json.read(into: &avatarUrl)
            case "embeds": try json.read(into: &embeds)
            case "allowed_mentions": try json.read(into: &allowedMentions)
            case "components": try json.read(into: &components)
            case "attachments": try json.read(into: &attachments)
            case "flags": try json.read(into: &flags)
            case "poll": try json.read(into: &poll)
            case "thread_name": try json.read(into: &threadName)
            case "applied_tags": try json.read(into: &appliedTags)
            case "tts": try json.read(into: &tts)
            default: try json.skip()
            }
        }
    }
}
