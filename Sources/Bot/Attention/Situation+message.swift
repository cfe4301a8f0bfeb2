import DiscordModel

extension Situation {
    /// The facts that stand in a message itself. What the channel, the persona and the talk add, the caller fills in.
    ///
    /// - Parameters:
    ///   - own: the bot's account.
    ///   - application: the bot's application: messages of its webhooks are its own.
    ///   - isOwnRole: whether a role is the one that only the bot has.
    init(_ message: Message, own: Snowflake, application: Snowflake? = nil, isOwnRole: (Snowflake) -> Bool) {
        self.init(message: message.id, from: ChannelMember(channel: message.channelId, user: message.author.id))
        author = Self.author(of: message, own: own, application: application)
        text = message.content
        isDirect = message.guildId == nil
        replyTarget = Self.replyTarget(of: message, own: own, application: application)
        // Most messages hold no tag at all, and that is seen at once.
        let hasTag = message.content.utf8.contains(UInt8(ascii: "<"))
        mentionsBot =
            hasTag && (message.content.contains("<@\(own)>") || message.content.contains("<@!\(own)>"))
            || message.mentionRoles.contains(where: isOwnRole)
        let answered = message.referencedMessage?.author.id
        mentionsOthers = message.mentions.contains { $0.id != own && $0.id != answered && $0.id != message.author.id }
        hasImage = !message.pictures.isEmpty || message.referencedMessage?.pictures.isEmpty == false
    }

    private static func author(of message: Message, own: Snowflake, application: Snowflake?) -> Author {
        if message.author.id == own || message.isOwn(of: application) { return .ownself }
        if message.webhookId != nil { return .webhook }
        if message.author.bot { return .bot }
        return message.author.system || !spoken.contains(message.type) ? .system : .person
    }

    private static func replyTarget(of message: Message, own: Snowflake, application: Snowflake?) -> ReplyTarget {
        guard message.type == .reply, let target = message.referencedMessage else { return .nobody }
        return target.author.id == own || target.isOwn(of: application) ? .ownself : .another
    }

    /// Messages that people write; the others are notices.
    private static let spoken: Set<MessageType> = [.plain, .reply, .command, .threadStarter, .contextMenuCommand]
}

extension Message {
    /// Whether a webhook of the bot's own wrote it: a persona.
    fileprivate func isOwn(of application: Snowflake?) -> Bool {
        webhookId != nil && application != nil && applicationId == application
    }
}
