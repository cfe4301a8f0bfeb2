import DiscordModel

/// Servers and their roles.
enum GuildRoutes {
    static let all: [Route] = [
        Route(.get, "/guilds/{guild_id}", get),
        Route(.get, "/guilds/{guild_id}/roles") { call, state throws(Refusal) in
            let guild = try state.guild(call)
            return .list((state.guilds[guild]?.roles ?? [:]).sorted { $0.key < $1.key }.map(\.value))
        },
        Route(.get, "/guilds/{guild_id}/roles/{role_id}") { call, state throws(Refusal) in
            .ok(try role(call, state))
        },
        Route(.post, "/guilds/{guild_id}/roles", createRole),
        Route(.patch, "/guilds/{guild_id}/roles/{role_id}", editRole),
        Route(.delete, "/guilds/{guild_id}/roles/{role_id}", deleteRole),
        Route(.get, "/guilds/{guild_id}/bans") { call, state throws(Refusal) in
            let guild = try state.guild(call)
            try state.require(.banMembers, of: call.bot, inGuild: guild)
            return .list((state.guilds[guild]?.bans ?? [:]).sorted { $0.key < $1.key }.map(\.value))
        },
        Route(.get, "/guilds/{guild_id}/bans/{user_id}") { call, state throws(Refusal) in
            let guild = try state.guild(call)
            try state.require(.banMembers, of: call.bot, inGuild: guild)
            guard let ban = state.guilds[guild]?.bans[call.id("user_id")] else { throw .unknownBan }
            return .ok(ban)
        },
        Route(.put, "/guilds/{guild_id}/bans/{user_id}", ban),
        Route(.delete, "/guilds/{guild_id}/bans/{user_id}", unban),
        Route(.get, "/guilds/{guild_id}/emojis") { call, state throws(Refusal) in
            .ok(state.guilds[try state.guild(call)]?.object["emojis"] ?? [])
        },
    ]

    @Sendable static func get(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let id = try state.guild(call)
        var guild = state.guildObject(id) ?? .null
        if call.flag("with_counts") {
            guild["approximate_member_count"] = .integer(state.guilds[id]?.members.count ?? 0)
            guild["approximate_presence_count"] = .integer(state.guilds[id]?.presences.count ?? 0)
        }
        return .ok(guild)
    }

    private static func role(_ call: Call, _ state: WorldState) throws(Refusal) -> JSON {
        guard let role = state.guilds[try state.guild(call)]?.roles[call.id("role_id")] else { throw .unknownRole }
        return role
    }

    @Sendable static func createRole(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        try state.require(.manageRoles, of: call.bot, inGuild: guild)
        let id = state.mint()
        state.guilds[guild]?.roles[id] = Templates.role(id: id, name: "new role", rights: [], position: 1)
        let role = state.changeRole(id, of: guild, call.body, told: "GUILD_ROLE_CREATE")
        return .ok(role)
    }

    @Sendable static func editRole(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        _ = try role(call, state)
        try state.require(.manageRoles, of: call.bot, inGuild: guild)
        return .ok(state.changeRole(call.id("role_id"), of: guild, call.body, told: "GUILD_ROLE_UPDATE"))
    }

    @Sendable static func deleteRole(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        _ = try role(call, state)
        try state.require(.manageRoles, of: call.bot, inGuild: guild)
        state.deleteRole(call.id("role_id"), of: guild)
        return .nothing
    }

    // MARK: Bans

    @Sendable static func ban(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        try state.require(.banMembers, of: call.bot, inGuild: guild)
        let id = call.id("user_id")
        guard let user = state.users[id] else { throw .unknownUser }
        state.guilds[guild]?.bans[id] = ["user": user, "reason": nil]
        state.leave(id, guild: guild)
        state.emit(
            "GUILD_BAN_ADD", ["guild_id": JSON(guild), "user": user], guild: guild, intents: .guildModeration)
        return .nothing
    }

    @Sendable static func unban(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        try state.require(.banMembers, of: call.bot, inGuild: guild)
        guard state.guilds[guild]?.bans.removeValue(forKey: call.id("user_id")) != nil else { throw .unknownBan }
        state.emit(
            "GUILD_BAN_REMOVE", ["guild_id": JSON(guild), "user": state.user(call.id("user_id"))], guild: guild,
            intents: .guildModeration)
        return .nothing
    }
}

extension WorldState {
    fileprivate mutating func changeRole(
        _ id: Snowflake, of guild: Snowflake, _ fields: JSON, told event: String
    ) -> JSON {
        for member in fields.object ?? [:] where !member.value.isNull {
            guilds[guild]?.roles[id]?[member.name] = member.value
        }
        let role = guilds[guild]?.roles[id] ?? .null
        emit(event, ["guild_id": JSON(guild), "role": role], guild: guild, intents: .guilds)
        return role
    }

    fileprivate mutating func deleteRole(_ id: Snowflake, of guild: Snowflake) {
        guilds[guild]?.roles[id] = nil
        for user in (guilds[guild]?.members ?? [:]).filter({ Self.roles(of: $0.value).contains(id) }).keys.sorted() {
            changeMember(user, of: guild) { member in
                member["roles"] = .array(Self.roles(of: member).filter { $0 != id }.map { JSON($0) })
            }
        }
        emit(
            "GUILD_ROLE_DELETE", ["guild_id": JSON(guild), "role_id": JSON(id)], guild: guild, intents: .guilds)
    }
}
