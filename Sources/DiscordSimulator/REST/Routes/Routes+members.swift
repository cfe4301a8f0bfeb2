import DiscordModel

enum MemberRoutes {
    static let all: [Route] = [
        Route(.get, "/guilds/{guild_id}/members", list),
        Route(.get, "/guilds/{guild_id}/members/search", search),
        Route(.get, "/guilds/{guild_id}/members/{user_id}") { call, state throws(Refusal) in
            let guild = try state.guild(call)
            return .ok(try member(call.id("user_id"), guild, state))
        },
        Route(.patch, "/guilds/{guild_id}/members/@me") { call, state throws(Refusal) in
            let guild = try state.guild(call)
            try state.require(.changeNickname, of: call.bot, inGuild: guild)
            return try edit(call.bot, guild, call.body, &state)
        },
        Route(.patch, "/guilds/{guild_id}/members/{user_id}", editOther),
        Route(.delete, "/guilds/{guild_id}/members/{user_id}") { call, state throws(Refusal) in
            let guild = try state.guild(call)
            try state.require(.kickMembers, of: call.bot, inGuild: guild)
            _ = try member(call.id("user_id"), guild, state)
            state.leave(call.id("user_id"), guild: guild)
            return .nothing
        },
        Route(.put, "/guilds/{guild_id}/members/{user_id}/roles/{role_id}") { call, state throws(Refusal) in
            try changeRoles(call, &state) { $0.contains($1) ? $0 : $0 + [$1] }
        },
        Route(.delete, "/guilds/{guild_id}/members/{user_id}/roles/{role_id}") { call, state throws(Refusal) in
            try changeRoles(call, &state) { roles, role in roles.filter { $0 != role } }
        },
        Route(.get, "/guilds/{guild_id}/voice-states/@me") { call, state throws(Refusal) in
            try voiceState(call.bot, call, state)
        },
        Route(.get, "/guilds/{guild_id}/voice-states/{user_id}") { call, state throws(Refusal) in
            try voiceState(call.id("user_id"), call, state)
        },
    ]

    @Sendable static func list(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        guard call.application?.switches.contains(.guildMembers) ?? false else { throw .missingAccess }
        let limit = try call.number("limit", in: 1...1_000, otherwise: 1)
        let after = call.query("after").flatMap { Snowflake($0) } ?? Snowflake(0)
        let ids = (state.guilds[guild]?.members ?? [:]).keys.sorted().filter { $0 > after }.prefix(limit)
        return .list(ids.compactMap { state.member($0, of: guild) })
    }

    @Sendable static func search(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        let limit = try call.number("limit", in: 1...1_000, otherwise: 1)
        let prefix = call.query("query") ?? ""
        let ids = (state.guilds[guild]?.members ?? [:]).keys.sorted()
            .filter { state.name($0, in: guild, startsWith: prefix) }
        return .list(ids.prefix(limit).compactMap { state.member($0, of: guild) })
    }

    private static func member(
        _ user: Snowflake, _ guild: Snowflake, _ state: WorldState
    ) throws(Refusal) -> JSON {
        guard let member = state.member(user, of: guild) else {
            throw state.users[user] == nil ? .unknownUser : .unknownMember
        }
        return member
    }

    @Sendable static func editOther(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        let user = call.id("user_id")
        _ = try member(user, guild, state)
        let needed: [(String, Rights)] = [
            ("nick", .manageNicknames), ("roles", .manageRoles),
            ("communication_disabled_until", .moderateMembers),
        ]
        for (field, right) in needed where call.body[field] != nil {
            try state.require(right, of: call.bot, inGuild: guild)
        }
        return try edit(user, guild, call.body, &state)
    }

    private static func edit(
        _ user: Snowflake, _ guild: Snowflake, _ fields: JSON, _ state: inout WorldState
    ) throws(Refusal) -> Answer {
        var faults = FormFaults()
        if (fields["nick"]?.string ?? "").unicodeScalars.count > 32 { faults.tooLong(["nick"], 32) }
        try faults.check()
        state.changeMember(user, of: guild) { member in
            for name in ["nick", "roles", "communication_disabled_until", "mute", "deaf", "avatar", "banner"] {
                if let value = fields[name] { member[name] = value }
            }
        }
        return .ok(try member(user, guild, state))
    }

    private static func changeRoles(
        _ call: Call, _ state: inout WorldState, _ change: ([Snowflake], Snowflake) -> [Snowflake]
    ) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        let (user, role) = (call.id("user_id"), call.id("role_id"))
        _ = try member(user, guild, state)
        guard state.guilds[guild]?.roles[role] != nil else { throw .unknownRole }
        try state.require(.manageRoles, of: call.bot, inGuild: guild)
        state.changeMember(user, of: guild) { member in
            member["roles"] = .array(change(WorldState.roles(of: member), role).map { JSON($0) })
        }
        return .nothing
    }

    private static func voiceState(
        _ user: Snowflake, _ call: Call, _ state: WorldState
    ) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        guard let voice = state.guilds[guild]?.voiceStates[user] else {
            throw Refusal(404, 10065, "Unknown Voice State")
        }
        return .ok(voice)
    }
}
