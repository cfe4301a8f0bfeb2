import DiscordModel

enum ChannelRoutes {
    static let all: [Route] = [
        Route(.get, "/channels/{channel_id}") { call, state throws(Refusal) in
            .ok(state.channel(try state.channel(call), seenBy: call.bot) ?? .null)
        },
        Route(.patch, "/channels/{channel_id}", edit),
        Route(.delete, "/channels/{channel_id}", delete),
        Route(.put, "/channels/{channel_id}/permissions/{overwrite_id}", setOverwrite),
        Route(.delete, "/channels/{channel_id}/permissions/{overwrite_id}", deleteOverwrite),
        Route(.get, "/guilds/{guild_id}/channels") { call, state throws(Refusal) in
            let guild = try state.guild(call)
            return .list(state.channels(of: guild, threads: false).compactMap { state.channels[$0]?.object })
        },
        Route(.post, "/guilds/{guild_id}/channels", create),
        Route(.post, "/attachments/refresh-urls") { call, state throws(Refusal) in
            .ok([
                "refreshed_urls": .array(
                    (call.body["attachment_urls"]?.array ?? []).map {
                        ["original": $0, "refreshed": state.signed($0)]
                    })
            ])
        },
    ]

    @Sendable static func create(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        try state.require(.manageChannels, of: call.bot, inGuild: guild)
        let name = try checkedName(call.body["name"])
        let kind = ChannelKind(rawValue: call.body["type"]?.integer ?? 0) ?? .text
        var fields = call.body.object ?? [:]
        fields["type"] = .integer(kind.rawValue)
        let channel = state.addChannel(state.mint(), kind, in: guild, name: name, fields: fields)
        return .created(channel)
    }

    private static func checkedName(_ name: JSON?) throws(Refusal) -> String {
        let text = name?.string ?? ""
        guard (1...100).contains(text.unicodeScalars.count) else {
            var faults = FormFaults()
            faults.add(["name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
            throw faults.refusal
        }
        return text
    }

    @Sendable static func edit(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let id = try state.channel(call)
        if let name = call.body["name"] { _ = try checkedName(name) }
        guard let channel = state.channels[id] else { throw .unknownChannel }
        if channel.kind.isThread {
            try editThread(call, id, &state)
        } else {
            try state.require(.manageChannels, of: call.bot, in: id)
            state.changeChannel(id) { object in
                for member in call.body.object ?? [:] { object[member.name] = member.value }
            }
        }
        return .ok(state.channel(id, seenBy: call.bot) ?? .null)
    }

    private static func editThread(_ call: Call, _ id: Snowflake, _ state: inout WorldState) throws(Refusal) {
        let isOwner = state.channels[id]?.object["owner_id"]?.snowflake == call.bot
        if !isOwner { try state.require(.manageThreads, of: call.bot, in: id) }
        let metadata: Set<String> = ["archived", "auto_archive_duration", "locked", "invitable"]
        let now = state.timestamp
        state.changeThread(id) { object in
            for member in call.body.object ?? [:] {
                if metadata.contains(member.name) {
                    object["thread_metadata"]?[member.name] = member.value
                    if member.name == "archived" { object["thread_metadata"]?["archive_timestamp"] = now }
                } else {
                    object[member.name] = member.value
                }
            }
        }
    }

    @Sendable static func delete(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let id = try state.channel(call)
        guard let channel = state.channels[id] else { throw .unknownChannel }
        let object = state.channel(id, seenBy: call.bot) ?? .null
        if !channel.kind.isDirect {
            try state.require(channel.kind.isThread ? .manageThreads : .manageChannels, of: call.bot, in: id)
            state.deleteChannel(id)
        }
        return .ok(object)
    }

    @Sendable static func setOverwrite(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let id = try state.channel(call)
        try state.require(.manageRoles, of: call.bot, in: id)
        let overwrite: JSON = [
            "id": .string(call["overwrite_id"]), "type": call.body["type"] ?? 0,
            "allow": call.body["allow"]?.present ?? "0",
            "deny": call.body["deny"]?.present ?? "0",
        ]
        state.setOverwrite(call["overwrite_id"], of: id, overwrite)
        return .nothing
    }

    @Sendable static func deleteOverwrite(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let id = try state.channel(call)
        try state.require(.manageRoles, of: call.bot, in: id)
        state.setOverwrite(call["overwrite_id"], of: id, nil)
        return .nothing
    }
}

extension WorldState {
    fileprivate mutating func setOverwrite(_ target: String, of channel: Snowflake, _ overwrite: JSON?) {
        changeChannel(channel) { object in
            let others = (object["permission_overwrites"]?.array ?? []).filter { $0["id"]?.string != target }
            object["permission_overwrites"] = .array(others + (overwrite.map { [$0] } ?? []))
        }
    }
}
