import DiscordModel

extension WorldState {
    // MARK: As bots see them

    func ownUser(_ id: Snowflake) -> JSON {
        var user = users[id] ?? .null
        user["mfa_enabled"] = true
        user["locale"] = "en-US"
        user["verified"] = true
        user["email"] = .null
        user["premium_type"] = 0
        return user
    }

    func user(_ id: Snowflake) -> JSON { users[id] ?? Templates.user(id: id, name: "deleted user", isBot: false) }

    /// A member with its `user`.
    func member(_ id: Snowflake, of guild: Snowflake) -> JSON? {
        guard var member = guilds[guild]?.members[id] else { return nil }
        member["user"] = user(id)
        return member
    }

    func guilds(of user: Snowflake) -> [Snowflake] {
        guilds.filter { $0.value.members[user] != nil }.keys.sorted()
    }

    /// As REST gives it: with roles.
    func guildObject(_ id: Snowflake) -> JSON? {
        guard let guild = guilds[id] else { return nil }
        var object = guild.object
        object["roles"] = .array(guild.roles.sorted { $0.key < $1.key }.map(\.value))
        return object
    }

    func channels(of guild: Snowflake, threads: Bool) -> [Snowflake] {
        channels.filter { $0.value.guild == guild && $0.value.kind.isThread == threads }.keys.sorted()
    }

    func guildCreate(for bot: Snowflake, guild id: Snowflake, largeThreshold: Int) -> JSON? {
        guard let guild = guilds[id], let own = guild.members[bot], var object = guildObject(id) else { return nil }
        let isLarge = guild.members.count > largeThreshold
        let present = guild.members.keys.sorted().filter {
            !isLarge || $0 == bot || guild.voiceStates[$0] != nil || guild.presences[$0] != nil
                || !(Self.roles(of: guild.members[$0] ?? .null).isEmpty)
        }
        object["joined_at"] = own["joined_at"]
        object["large"] = .bool(isLarge)
        object["unavailable"] = false
        object["member_count"] = .integer(guild.members.count)
        object["members"] = .array(present.compactMap { member($0, of: id) })
        object["channels"] = .array(channels(of: id, threads: false).compactMap { channels[$0]?.object })
        object["threads"] = .array(
            channels(of: id, threads: true).filter { canSee(bot, $0) && !isArchived($0) }.map(thread))
        object["voice_states"] = .array(
            guild.voiceStates.sorted { $0.key < $1.key }.map { Self.without("guild_id", $0.value) })
        object["presences"] = .array(guild.presences.sorted { $0.key < $1.key }.map(\.value))
        for list in ["stage_instances", "guild_scheduled_events", "soundboard_sounds"] { object[list] = [] }
        return object
    }

    static func without(_ name: String, _ json: JSON) -> JSON {
        var json = json
        json[name] = nil
        return json
    }

    func name(_ id: Snowflake, in guild: Snowflake, startsWith prefix: String) -> Bool {
        let prefix = prefix.lowercased()
        let names = [guilds[guild]?.members[id]?["nick"], users[id]?["username"], users[id]?["global_name"]]
        return prefix.isEmpty || names.contains { $0?.string?.lowercased().hasPrefix(prefix) ?? false }
    }

    // MARK: Coming and going

    mutating func addGuild(_ id: Snowflake, name: String, owner: Snowflake) {
        let everyone = Templates.role(id: id, name: "@everyone", rights: .everyday, position: 0)
        guilds[id] = Guild(object: Templates.guild(id: id, name: name, owner: owner), roles: [id: everyone])
    }

    /// - Parameter roles: besides @everyone.
    mutating func join(_ user: Snowflake, guild id: Snowflake, roles: [Snowflake] = []) {
        guard guilds[id] != nil, guilds[id]?.members[user] == nil else { return }
        let newcomer = Templates.member(joined: timestamp, roles: roles)
        guilds[id]?.members[user] = newcomer
        guard var member = member(user, of: id) else { return }
        member["guild_id"] = JSON(id)
        for bot in hearers(in: id) where bot != user {
            outbox.append((bot, Dispatch("GUILD_MEMBER_ADD", member, guild: id, intents: .guildMembers)))
        }
        if hears(user), let guild = guildCreate(for: user, guild: id, largeThreshold: 50) {
            outbox.append((user, Dispatch("GUILD_CREATE", guild, guild: id, intents: .guilds)))
        }
    }

    mutating func leave(_ user: Snowflake, guild id: Snowflake) {
        guard guilds[id]?.members[user] != nil else { return }
        if guilds[id]?.voiceStates[user] != nil {
            setVoiceState(of: user, in: id, channel: nil, mute: false, deaf: false)
        }
        guilds[id]?.members[user] = nil
        guilds[id]?.presences[user] = nil
        if hears(user) {
            outbox.append((user, Dispatch("GUILD_DELETE", ["id": JSON(id)], guild: id, intents: .guilds)))
        }
        emit(
            "GUILD_MEMBER_REMOVE", ["guild_id": JSON(id), "user": self.user(user)], guild: id, intents: .guildMembers)
    }

    mutating func changeMember(_ user: Snowflake, of guild: Snowflake, _ change: (inout JSON) -> Void) {
        guard var member = guilds[guild]?.members[user] else { return }
        change(&member)
        guilds[guild]?.members[user] = member
        guard var shown = self.member(user, of: guild) else { return }
        shown["guild_id"] = JSON(guild)
        for bot in hearers(in: guild) {
            let intents: SimulatedIntents = bot == user ? [] : .guildMembers  // of oneself without the intent
            outbox.append((bot, Dispatch("GUILD_MEMBER_UPDATE", shown, guild: guild, intents: intents)))
        }
    }

    // MARK: Being there

    mutating func setPresence(of user: Snowflake, _ presence: JSON) {
        for guild in guilds(of: user) {
            let shown: JSON = [
                "user": ["id": JSON(user)], "guild_id": JSON(guild), "status": presence["status"] ?? "online",
                "activities": presence["activities"] ?? [],
                "client_status": ["desktop": presence["status"] ?? "online"],
            ]
            guilds[guild]?.presences[user] = presence["status"] == "offline" ? Optional.none : shown
            // Nobody is told of themselves.
            for hearer in hearers(in: guild) where hearer != user {
                outbox.append((hearer, Dispatch("PRESENCE_UPDATE", shown, guild: guild, intents: .guildPresences)))
            }
        }
    }

    @discardableResult
    mutating func setVoiceState(
        of user: Snowflake, in guild: Snowflake, channel: Snowflake?, mute: Bool, deaf: Bool
    ) -> JSON? {
        guard let member = member(user, of: guild) else { return nil }
        if let channel {
            guard channels[channel]?.guild == guild, rights(of: user, inChannel: channel).contains(.connect) else {
                return nil
            }
        }
        let earlier = guilds[guild]?.voiceStates[user]?["session_id"]
        var voice = Templates.voiceState(
            user: user, guild: guild, channel: channel, session: earlier?.string ?? "voice-\(mint())")
        voice["self_mute"] = .bool(mute)
        voice["self_deaf"] = .bool(deaf)
        guilds[guild]?.voiceStates[user] = channel == nil ? Optional.none : voice
        voice["member"] = member
        emit("VOICE_STATE_UPDATE", voice, guild: guild, intents: .guildVoiceStates)
        return voice
    }
}
