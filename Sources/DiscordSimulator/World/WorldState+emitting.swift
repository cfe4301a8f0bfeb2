import DiscordModel

extension WorldState {
    /// To every bot of the guild; with a channel, to those that can see it.
    mutating func emit(
        _ name: String, _ data: JSON, guild: Snowflake, channel: Snowflake? = nil, intents: SimulatedIntents
    ) {
        for bot in hearers(in: guild) where channel.map({ canSee(bot, $0) }) ?? true {
            outbox.append((bot, Dispatch(name, data, guild: guild, intents: intents)))
        }
    }

    /// To one bot, whatever its intents.
    mutating func emit(_ name: String, _ data: JSON, toBot bot: Snowflake, guild: Snowflake? = nil) {
        outbox.append((bot, Dispatch(name, data, guild: guild, intents: [])))
    }

    /// Something in a channel, which may be one of a guild or a direct message; `guild_id` is added.
    mutating func emit(
        _ name: String, _ data: JSON, channel id: Snowflake, intents: SimulatedIntents, direct: SimulatedIntents
    ) {
        guard let channel = channels[id] else { return }
        guard let guild = channel.guild else {
            for bot in channel.recipients where hears(bot) {
                outbox.append((bot, Dispatch(name, data, guild: nil, intents: direct)))
            }
            return
        }
        var data = data
        data["guild_id"] = JSON(guild)
        emit(name, data, guild: guild, channel: id, intents: intents)
    }

    /// MESSAGE_CREATE or MESSAGE_UPDATE: blanked for bots without MESSAGE_CONTENT that it is no business of.
    mutating func emitMessage(_ name: String, _ message: JSON, channel id: Snowflake) {
        guard let channel = channels[id] else { return }
        let hasFiles = message["attachments"] != [] || message["referenced_message"]?["attachments"]?[0] != nil
        var data = hasFiles ? signed(message) : message
        data["channel_type"] = channel.object["type"]
        guard let guild = channel.guild else {
            for bot in channel.recipients where hears(bot) {
                outbox.append((bot, Dispatch(name, seen(data, by: bot), guild: nil, intents: .directMessages)))
            }
            return
        }
        data["guild_id"] = JSON(guild)
        data = withMembers(data, of: guild)
        for bot in hearers(in: guild) where canSee(bot, id) {
            let whole = seen(data, by: bot)
            let isOwn = concerns(message, bot)
            outbox.append(
                (
                    bot,
                    Dispatch(
                        name, whole, contentless: isOwn ? Optional.none : Self.blanked(whole), guild: guild,
                        intents: .guildMessages)
                ))
        }
    }

    /// What one looks at shows whether one reacted oneself.
    func seen(_ message: JSON, by user: Snowflake) -> JSON {
        var message = message
        message["reactions"] = message["reactions"]?.array.flatMap { reactions in
            let shown = reactions.map { Self.reaction($0, seenBy: user) }
            return shown.isEmpty ? Optional.none : .array(shown)
        }
        message["poll"] = message["poll"].map { Self.poll($0, seenBy: user) }
        if let referenced = message["referenced_message"], !referenced.isNull {
            message["referenced_message"] = seen(referenced, by: user)
        }
        return message
    }

    private func concerns(_ message: JSON, _ bot: Snowflake) -> Bool {
        message["author"]?["id"]?.snowflake == bot
            || (message["mentions"]?.array ?? []).contains { $0["id"]?.snowflake == bot }
            || applications.values.contains { $0.bot == bot && message["application_id"]?.snowflake == $0.id }
    }

    /// Without the fields that the MESSAGE_CONTENT intent fills.
    static func blanked(_ message: JSON) -> JSON {
        var message = message
        message["content"] = ""
        for field in ["embeds", "attachments", "components"] { message[field] = [] }
        message["poll"] = nil
        if let referenced = message["referenced_message"], !referenced.isNull {
            message["referenced_message"] = blanked(referenced)
        }
        return message
    }

    /// Message events of guilds carry the author's membership, and those of who is mentioned.
    private func withMembers(_ message: JSON, of guild: Snowflake) -> JSON {
        var message = message
        if message["webhook_id"] == nil, let author = message["author"]?["id"]?.snowflake,
            let member = guilds[guild]?.members[author]
        {
            message["member"] = member
        }
        message["mentions"] = .array(
            (message["mentions"]?.array ?? []).map { user in
                var user = user
                if let id = user["id"]?.snowflake { user["member"] = guilds[guild]?.members[id] }
                return user
            })
        return message
    }

    /// Bots, and people whose screen somebody looks at.
    func hearers(in guild: Snowflake) -> [Snowflake] {
        let members = guilds[guild]?.members ?? [:]
        return (applications.values.map(\.bot) + watched).filter { members[$0] != nil }.sorted()
    }

    func hears(_ user: Snowflake) -> Bool { isBot(user) || watched.contains(user) }

    func isBot(_ user: Snowflake) -> Bool { applications.values.contains { $0.bot == user } }
}
