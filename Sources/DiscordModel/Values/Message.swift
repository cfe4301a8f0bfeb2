/// <https://docs.discord.com/developers/resources/message#message-object>
package struct Message: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var channelId = Snowflake(0)
    /// Only in events, and not in conversations without a server.
    package var guildId: Snowflake?
    package var channelType: ChannelType?
    /// Of a webhook, no real user.
    package var author = User()
    /// The author in the server, without its user. Only in events.
    package var member: Member?
    package var type: MessageType = .plain
    /// Empty without the Message Content intent, for most messages.
    package var content = ""
    package var timestamp: Timestamp?
    @Nullable package var editedTimestamp: Timestamp?
    package var tts = false
    package var mentionEveryone = false
    package var mentions: [User] = []
    package var mentionRoles: [Snowflake] = []
    package var attachments: [Attachment] = []
    package var embeds: [Embed] = []
    package var components: [Component] = []
    package var reactions: [Reaction]?
    package var nonce: Nonce?
    package var pinned = false
    package var webhookId: Snowflake?
    package var applicationId: Snowflake?
    package var flags = MessageFlags()
    package var messageReference: MessageReference?
    /// What the reference points at, if it is still there.
    @Indirect package var referencedMessage: Message?
    package var messageSnapshots: [MessageSnapshot]?
    @Indirect package var interactionMetadata: InteractionMetadata?
    /// The thread that was started at this message.
    @Indirect package var thread: Channel?
    package var stickerItems: [StickerItem]?
    package var position: Int?
    @Indirect package var roleSubscriptionData: RoleSubscription?
    @Indirect package var poll: Poll?

    package init() {}
}

extension Message: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "channel_id": try json.read(into: &channelId)
            case "guild_id": try json.read(into: &guildId)
            case "channel_type": try json.read(into: &channelType)
            case "author": try json.read(into: &author)
            case "member": try json.read(into: &member)
            case "type": try json.read(into: &type)
            case "content": try json.read(into: &content)
            case "timestamp": try json.read(into: &timestamp)
            case "edited_timestamp": try json.read(into: &editedTimestamp)
            case "tts": try json.read(into: &tts)
            case "mention_everyone": try json.read(into: &mentionEveryone)
            case "mentions": try json.read(into: &mentions)
            case "mention_roles": try json.read(into: &mentionRoles)
            case "attachments": try json.read(into: &attachments)
            case "embeds": try json.read(into: &embeds)
            case "components": try json.read(into: &components)
            case "reactions": try json.read(into: &reactions)
            case "nonce": try json.read(into: &nonce)
            case "pinned": try json.read(into: &pinned)
            case "webhook_id": try json.read(into: &webhookId)
            case "application_id": try json.read(into: &applicationId)
            case "flags": try json.read(into: &flags)
            case "message_reference": try json.read(into: &messageReference)
            case "referenced_message": try json.read(into: &referencedMessage)
            case "message_snapshots": try json.read(into: &messageSnapshots)
            case "interaction_metadata": try json.read(into: &interactionMetadata)
            case "thread": try json.read(into: &thread)
            case "sticker_items": try json.read(into: &stickerItems)
            case "position": try json.read(into: &position)
            case "role_subscription_data": try json.read(into: &roleSubscriptionData)
            case "poll": try json.read(into: &poll)
            default: try json.skip()
            }
        }
        guard id.rawValue > 0 else { throw .missing("id") }
        guard channelId.rawValue > 0 else { throw .missing("channel_id") }
    }
}
