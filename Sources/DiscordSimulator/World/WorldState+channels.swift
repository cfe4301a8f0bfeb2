import DiscordModel

extension WorldState {
    /// A new channel of a guild, told to who can see it.
    @discardableResult
    mutating func addChannel(
        _ id: Snowflake, _ kind: ChannelKind, in guild: Snowflake, name: String, fields: JSONObject = [:]
    ) -> JSON {
        var object = Templates.channel(
            id: id, kind: kind, guild: guild, name: name, position: channels(of: guild, threads: false).count)
        for member in fields { object[member.name] = member.value }
        channels[id] = Channel(object: object)
        emit("CHANNEL_CREATE", object, guild: guild, channel: id, intents: .guilds)
        return object
    }

    /// Who lost the sight of it hears that it is gone, who gained it that it came.
    mutating func changeChannel(_ id: Snowflake, _ change: (inout JSON) -> Void) {
        guard var channel = channels[id]?.object, let guild = channels[id]?.guild else { return }
        let saw = hearers(in: guild).filter { canSee($0, id) }
        change(&channel)
        channels[id]?.object = channel
        let name = channels[id]?.kind.isThread == true ? "THREAD_UPDATE" : "CHANNEL_UPDATE"
        for bot in hearers(in: guild) where saw.contains(bot) || canSee(bot, id) {
            outbox.append((bot, Dispatch(name, channel, guild: guild, intents: .guilds)))
        }
    }

    mutating func changeThread(_ id: Snowflake, _ change: (inout JSON) -> Void) { changeChannel(id, change) }

    /// With its threads.
    mutating func deleteChannel(_ id: Snowflake) {
        guard let channel = channels[id], let guild = channel.guild else { return }
        for thread in channels.filter({ $0.value.parent == id && $0.value.kind.isThread }).keys.sorted() {
            deleteChannel(thread)
        }
        let data: JSON =
            channel.kind.isThread
            ? [
                "id": JSON(id), "guild_id": JSON(guild), "parent_id": channel.object["parent_id"] ?? .null,
                "type": .integer(channel.kind.rawValue),
            ] : channel.object
        emit(
            channel.kind.isThread ? "THREAD_DELETE" : "CHANNEL_DELETE", data, guild: guild, channel: id,
            intents: .guilds)
        for user in (guilds[guild]?.voiceStates ?? [:]).filter({ $0.value["channel_id"]?.snowflake == id }).keys {
            setVoiceState(of: user, in: guild, channel: nil, mute: false, deaf: false)
        }
        channels[id] = nil
        webhooks = webhooks.filter { $0.value["channel_id"]?.snowflake != id }
    }

    /// The direct message channel of two, made when there is none.
    mutating func directChannel(_ one: Snowflake, _ other: Snowflake) -> Snowflake {
        let known = channels.first { $0.value.kind == .direct && Set($0.value.recipients) == [one, other] }
        if let known { return known.key }
        let id = mint()
        let object: JSON = ["id": JSON(id), "type": 1, "flags": 0, "last_message_id": nil]
        channels[id] = Channel(object: object, recipients: [one, other])
        return id
    }

    /// As a user sees it: direct messages name the others.
    func channel(_ id: Snowflake, seenBy user: Snowflake) -> JSON? {
        guard let channel = channels[id] else { return nil }
        var object = channel.object
        if channel.kind.isDirect {
            object["recipients"] = .array(channel.recipients.filter { $0 != user }.map { self.user($0) })
        }
        return channel.kind.isThread ? thread(id) : object
    }

    // MARK: Threads

    /// - Parameter message: the one it hangs on; its id becomes the thread's.
    @discardableResult
    mutating func addThread(
        _ kind: ChannelKind, in parent: Snowflake, name: String, owner: Snowflake, message: Snowflake? = nil,
        fields: JSONObject = [:]
    ) -> Snowflake? {
        guard let guild = channels[parent]?.guild else { return nil }
        let id = message ?? mint()
        var object: JSON = [
            "id": JSON(id), "type": .integer(kind.rawValue), "guild_id": JSON(guild), "parent_id": JSON(parent),
            "name": .string(name), "owner_id": JSON(owner), "flags": 0, "last_message_id": nil, "message_count": 0,
            "member_count": 1, "total_message_sent": 0, "rate_limit_per_user": 0,
            "thread_metadata": [
                "archived": false, "auto_archive_duration": fields["auto_archive_duration"] ?? 1440, "locked": false,
                "archive_timestamp": timestamp, "create_timestamp": timestamp,
            ],
        ]
        if let tags = fields["applied_tags"] { object["applied_tags"] = tags }
        channels[id] = Channel(object: object, threadMembers: [owner: threadMember(owner, of: id)])
        if let message, var begun = self.message(message, in: parent) {
            begun["thread"] = object
            begun["flags"] = .integer((begun["flags"]?.integer ?? 0) | 1 << 5)
            replace(begun, in: parent)
        }
        object["newly_created"] = true
        emit("THREAD_CREATE", object, guild: guild, channel: id, intents: .guilds)
        return id
    }

    func threadMember(_ user: Snowflake, of thread: Snowflake) -> JSON {
        ["id": JSON(thread), "user_id": JSON(user), "join_timestamp": timestamp, "flags": 0]
    }

    mutating func joinThread(_ user: Snowflake, _ id: Snowflake) {
        guard let guild = channels[id]?.guild, channels[id]?.threadMembers[user] == nil else { return }
        let member = threadMember(user, of: id)
        channels[id]?.threadMembers[user] = member
        emitThreadMembers(id, guild, ["added_members": [member]], changed: user)
    }

    mutating func leaveThread(_ user: Snowflake, _ id: Snowflake) {
        guard let guild = channels[id]?.guild, channels[id]?.threadMembers[user] != nil else { return }
        channels[id]?.threadMembers[user] = nil
        emitThreadMembers(id, guild, ["removed_member_ids": [JSON(user)]], changed: user)
    }

    /// Bots hear of others only with GUILD_MEMBERS, of themselves always.
    private mutating func emitThreadMembers(
        _ id: Snowflake, _ guild: Snowflake, _ change: JSONObject, changed: Snowflake
    ) {
        let count = channels[id]?.threadMembers.count ?? 0
        channels[id]?.object["member_count"] = .integer(min(count, 50))
        var data: JSON = ["id": JSON(id), "guild_id": JSON(guild), "member_count": .integer(min(count, 50))]
        for member in change { data[member.name] = member.value }
        for bot in hearers(in: guild) where bot == changed || canSee(bot, id) {
            let intents: SimulatedIntents = bot == changed ? .guilds : .guildMembers
            outbox.append((bot, Dispatch("THREAD_MEMBERS_UPDATE", data, guild: guild, intents: intents)))
        }
    }

    func thread(_ id: Snowflake) -> JSON { channels[id]?.object ?? .null }

    func isArchived(_ id: Snowflake) -> Bool { channels[id]?.object["thread_metadata"]?["archived"]?.bool ?? false }

    // MARK: Pins

    mutating func pin(_ message: Snowflake, in id: Snowflake, _ isPinned: Bool) {
        guard var pinned = self.message(message, in: id) else { return }
        pinned["pinned"] = .bool(isPinned)
        replace(pinned, in: id)
        let time = timestamp
        channels[id]?.pins.removeAll { $0.message == message }
        if isPinned { channels[id]?.pins.append((message, time)) }
        emit(
            "CHANNEL_PINS_UPDATE",
            ["channel_id": JSON(id), "last_pin_timestamp": channels[id]?.pins.last?.at ?? .null],
            channel: id, intents: .guilds, direct: .directMessages)
    }
}
