import DiscordModel

/// What a bot asks about itself and about people.
enum BotRoutes {
    static let all: [Route] = [
        Route(.get, "/gateway", for: .open, limit: .lookups) { call, _ throws(Refusal) in
            .ok(["url": call.gateway["url"] ?? .null])
        },
        Route(.get, "/gateway/bot", limit: .lookups) { call, _ throws(Refusal) in .ok(call.gateway) },
        Route(.get, "/users/@me", limit: .lookups) { call, state throws(Refusal) in .ok(state.ownUser(call.bot)) },
        Route(.patch, "/users/@me", editSelf),
        Route(.get, "/applications/@me", limit: .lookups, application),
        Route(.get, "/oauth2/applications/@me", limit: .lookups, application),
        Route(.patch, "/applications/@me", editApplication),
        Route(.get, "/users/@me/guilds", limit: .lookups, guilds),
        Route(.delete, "/users/@me/guilds/{guild_id}") { call, state throws(Refusal) in
            state.leave(call.bot, guild: try state.guild(call))
            return .nothing
        },
        Route(.post, "/users/@me/channels", openDirectMessages),
        Route(.get, "/users/{user_id}", limit: .lookups) { call, state throws(Refusal) in
            guard let user = state.users[call.id("user_id")] else { throw .unknownUser }
            return .ok(user)
        },
        Route(.get, "/voice/regions", limit: .lookups) { _, _ throws(Refusal) in
            .list([["id": "local", "name": "Local", "custom": false, "deprecated": false, "optimal": true]])
        },
        // Some clients are not ready before they have these.
        Route(.get, "/soundboard-default-sounds", limit: .lookups) { _, _ throws(Refusal) in .list([]) },
        Route(.get, "/sticker-packs", limit: .lookups) { _, _ throws(Refusal) in .ok(["sticker_packs": []]) },
    ]

    @Sendable static func application(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        var object = call.application?.object ?? .null
        object["approximate_guild_count"] = .integer(state.guilds(of: call.bot).count)
        return .ok(object)
    }

    @Sendable static func editApplication(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        guard let id = call.application?.id else { throw .unauthorized }
        for member in call.body.object ?? [:] { state.applications[id]?.object[member.name] = member.value }
        return .ok(state.applications[id]?.object ?? .null)
    }

    @Sendable static func editSelf(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        for field in ["username", "avatar", "banner"] {
            if let value = call.body[field] { state.users[call.bot]?[field] = value }
        }
        state.emit("USER_UPDATE", state.ownUser(call.bot), toBot: call.bot)
        return .ok(state.ownUser(call.bot))
    }

    @Sendable static func guilds(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let limit = try call.number("limit", in: 1...200, otherwise: 200)
        let after = call.query("after").flatMap { Snowflake($0) } ?? Snowflake(0)
        let shown = state.guilds(of: call.bot).filter { $0 > after }.prefix(limit).map { id -> JSON in
            let guild = state.guilds[id]?.object ?? .null
            return [
                "id": JSON(id), "name": guild["name"] ?? .null, "icon": nil, "banner": nil,
                "owner": .bool(guild["owner_id"] == JSON(call.bot)), "features": [],
                "permissions": .string(state.rights(of: call.bot, inGuild: id).text),
            ]
        }
        return .list(shown)
    }

    @Sendable static func openDirectMessages(
        _ call: Call, _ state: inout WorldState
    ) throws(Refusal) -> Answer {
        guard let user = call.body["recipient_id"]?.snowflake else {
            var faults = FormFaults()
            faults.missing(["recipient_id"])
            throw faults.refusal
        }
        guard state.users[user] != nil else { throw .unknownUser }
        guard user != call.bot else { throw .cannotMessageUser }
        let channel = state.directChannel(call.bot, user)
        return .ok(state.channel(channel, seenBy: call.bot) ?? .null)
    }
}
