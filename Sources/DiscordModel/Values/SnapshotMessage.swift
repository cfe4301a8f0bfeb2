package struct SnapshotMessage: Encodable, Equatable, Sendable {
    package var type: MessageType = .plain
    package var content = ""
    package var mentions: [User] = []
    package var mentionRoles: [Snowflake] = []
    package var attachments: [Attachment] = []
    package var embeds: [Embed] = []
    package var timestamp: Timestamp?
    @Nullable package var editedTimestamp: Timestamp?
    package var flags = MessageFlags()
    package var components: [Component] = []
    package var stickerItems: [StickerItem]?

    package init() {}
}

extension SnapshotMessage: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "type": try json.read(into: &type)
            case "content": try json.read(into: &content)
            case "mentions": try json.read(into: &mentions)
            case "mention_roles": try json.read(into: &mentionRoles)
            case "attachments": try json.read(into: &attachments)
            case "embeds": try json.read(into: &embeds)
            case "timestamp": try json.read(into: &timestamp)
            case "edited_timestamp": try json.read(into: &editedTimestamp)
            case "flags": try json.read(into: &flags)
            case "components": try json.read(into: &components)
            case "sticker_items": try json.read(into: &stickerItems)
            default: try json.skip()
            }
        }
    }
}
