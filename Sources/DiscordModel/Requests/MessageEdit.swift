/// A change to a message, also to the answer to an interaction: what is nil stays.
///
/// <https://docs.discord.com/developers/resources/message#edit-message>
package struct MessageEdit: Encodable, Equatable, Sendable {
    package var content: Nullable<String>?
    package var embeds: Nullable<[Embed]>?
    package var allowedMentions: AllowedMentions = .none
    package var components: Nullable<[Component]>?
    /// All that shall stay or come.
    package var attachments: Nullable<[AttachmentRequest]>?
    package var flags: MessageFlags?

    package init() {}
}

extension MessageEdit: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "content": try json.read(into: &content)
            case "embeds": try json.read(into: &embeds)
            case "allowed_mentions": try json.read(into: &allowedMentions)
            case "components": try json.read(into: &components)
            case "attachments": try json.read(into: &attachments)
            case "flags": try json.read(into: &flags)
            default: try json.skip()
            }
        }
    }
}
