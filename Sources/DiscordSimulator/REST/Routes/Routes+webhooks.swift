import DiscordModel
import Foundation

/// Webhooks, and follow-ups of interactions, which go the same way.
enum WebhookRoutes {
    static let all: [Route] = [
        Route(.post, "/channels/{channel_id}/webhooks", create),
        Route(.get, "/channels/{channel_id}/webhooks") { call, state throws(Refusal) in
            let channel = try state.channel(call)
            try state.require(.manageWebhooks, of: call.bot, in: channel)
            return .list(state.webhooks(in: channel))
        },
        Route(.get, "/guilds/{guild_id}/webhooks") { call, state throws(Refusal) in
            let guild = try state.guild(call)
            try state.require(.manageWebhooks, of: call.bot, inGuild: guild)
            return .list(state.webhooks.values.filter { $0["guild_id"]?.snowflake == guild })
        },
        Route(.get, "/webhooks/{webhook_id}") { call, state throws(Refusal) in .ok(try owned(call, state)) },
        Route(.patch, "/webhooks/{webhook_id}") { call, state throws(Refusal) in
            _ = try owned(call, state)
            return .ok(try state.changeWebhook(call))
        },
        Route(.delete, "/webhooks/{webhook_id}") { call, state throws(Refusal) in
            _ = try owned(call, state)
            state.deleteWebhook(call.id("webhook_id"))
            return .nothing
        },
        Route(.get, "/webhooks/{webhook_id}/{webhook_token}", for: .token) { call, state throws(Refusal) in
            .ok(WorldState.without("user", try withToken(call, state)))
        },
        Route(.patch, "/webhooks/{webhook_id}/{webhook_token}", for: .token) { call, state throws(Refusal) in
            _ = try withToken(call, state)
            return .ok(WorldState.without("user", try state.changeWebhook(call)))
        },
        Route(.delete, "/webhooks/{webhook_id}/{webhook_token}", for: .token) { call, state throws(Refusal) in
            _ = try withToken(call, state)
            state.deleteWebhook(call.id("webhook_id"))
            return .nothing
        },
        Route(.post, "/webhooks/{webhook_id}/{webhook_token}", for: .token, limit: .messages, execute),
        Route(.get, messageRoute, for: .token) { call, state throws(Refusal) in
            let target = try WebhookTarget(call, state)
            return .ok(try target.message(call["message_id"], state).shown)
        },
        Route(.patch, messageRoute, for: .token, limit: .messages, edit),
        Route(.delete, messageRoute, for: .token, limit: .messages, delete),
    ]

    /// With `@original` as a message's id, for the first answer to an interaction.
    private static let messageRoute = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
    static let limit = 15

    @Sendable static func create(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        try state.require(.manageWebhooks, of: call.bot, in: channel)
        try checkName(call.body["name"])
        guard state.webhooks(in: channel).count < limit else { throw .tooManyWebhooks }
        let id = state.mint()
        let token = "hook-\(id)-\(UInt64.random(in: .min ... .max))"
        let webhook: JSON = [
            "id": JSON(id), "type": 1, "channel_id": JSON(channel),
            "guild_id": state.channels[channel]?.object["guild_id"] ?? .null, "name": call.body["name"] ?? .null,
            "avatar": (call.body["avatar"] ?? .null).isNull ? nil : "0123456789abcdef0123456789abcdef",
            "token": .string(token), "application_id": call.application.map { JSON($0.id) } ?? .null,
            "user": state.user(call.bot), "url": .string("\(state.cdn)/api/webhooks/\(id)/\(token)"),
        ]
        state.webhooks[id] = webhook
        state.tellWebhooksChanged(in: channel)
        return .ok(webhook)
    }

    static func checkName(_ name: JSON?) throws(Refusal) {
        let text = name?.string?.trimmingCharacters(in: .whitespaces) ?? ""
        var faults = FormFaults()
        if !(1...80).contains(text.unicodeScalars.count) {
            faults.add(["name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 80 in length.")
        }
        for word in ["clyde", "discord"] where text.lowercased().contains(word) {
            faults.add(["name"], "WEBHOOK_NAME_INVALID", "Username cannot contain \"\(word)\"")
        }
        try faults.check()
    }

    @Sendable static func execute(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        switch try WebhookTarget(call, state) {
        case .interaction(let interaction): return try followUp(interaction, call, &state)
        case .webhook(let webhook): return try post(as: webhook, call, &state)
        }
    }

    private static func followUp(
        _ interaction: Interaction, _ call: Call, _ state: inout WorldState
    ) throws(Refusal) -> Answer {
        guard interaction.answer != nil else { throw .unknownWebhook }
        try MessageChecks.check(call.body, files: call.files.count)
        if MessageChecks.isEmpty(call.body, files: call.files.count) { throw .emptyMessage }
        // The first follow-up of a deferred answer takes the spinner's place.
        if interaction.isWaiting, let original = interaction.original,
            let changed = state.change(original, of: interaction, call.body, call)
        {
            return .ok(state.shown(changed, to: interaction.application))
        }
        if state.isGuest(interaction), interaction.followUps >= Interaction.followUpLimit { throw .tooManyFollowUps }
        state.interactions[interaction.id]?.followUps += 1
        return .ok(state.shown(state.reply(to: interaction, call.body, call), to: interaction.application))
    }

    private static func post(
        as webhook: JSON, _ call: Call, _ state: inout WorldState
    ) throws(Refusal) -> Answer {
        try MessageChecks.check(call.body, files: call.files.count)
        if MessageChecks.isEmpty(call.body, files: call.files.count) { throw .emptyMessage }
        if let name = call.body["username"], !name.isNull { try checkName(name) }
        let channel = try state.place(of: webhook, call)
        var draft = Draft(
            author: Self.author(webhook, call.body), fields: call.body,
            attachments: state.attachments(of: call, fields: call.body, in: channel),
            mentionsByDefault: ["users", "roles", "everyone"])
        draft.extra = ["webhook_id": webhook["id"] ?? .null]
        if let application = webhook["application_id"], !application.isNull {
            draft.extra["application_id"] = application
        }
        let message = state.post(draft, in: channel)
        return call.flag("wait") ? .ok(state.shown(message, to: Snowflake(0))) : .nothing
    }

    /// Webhooks write under any name: theirs, or the one of the message.
    private static func author(_ webhook: JSON, _ fields: JSON) -> JSON {
        let name = fields["username"]?.present ?? webhook["name"] ?? "webhook"
        var author = Templates.user(id: webhook["id"]?.snowflake ?? Snowflake(0), name: "", isBot: true)
        author["username"] = name
        author["discriminator"] = "0000"
        author["avatar"] =
            (fields["avatar_url"] ?? .null).isNull ? webhook["avatar"] : "fedcba9876543210fedcba9876543210"
        return author
    }

    @Sendable static func edit(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let target = try WebhookTarget(call, state)
        let (id, message, _) = try target.message(call["message_id"], state)
        let flags = (message["flags"]?.integer ?? 0) & WorldState.componentsV2
        try MessageChecks.check(call.body, files: call.files.count, existing: flags)
        switch target {
        case .interaction(let interaction):
            guard let changed = state.change(id, of: interaction, call.body, call) else { throw .unknownMessage }
            return .ok(state.shown(changed, to: interaction.application))
        case .webhook:
            guard let channel = message["channel_id"]?.snowflake else { throw .unknownMessage }
            let attachments = state.attachments(editing: message, call, fields: call.body, in: channel)
            let changed = state.edit(id, in: channel, fields: call.body, attachments: attachments)
            return .ok(state.shown(changed ?? message, to: Snowflake(0)))
        }
    }

    @Sendable static func delete(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let target = try WebhookTarget(call, state)
        let (id, message, _) = try target.message(call["message_id"], state)
        switch target {
        case .interaction(let interaction): state.withdraw(id, of: interaction)
        case .webhook: state.delete([id], in: message["channel_id"]?.snowflake ?? Snowflake(0))
        }
        return .nothing
    }

    private static func owned(_ call: Call, _ state: WorldState) throws(Refusal) -> JSON {
        guard let webhook = state.webhooks[call.id("webhook_id")] else { throw .unknownWebhook }
        guard let channel = webhook["channel_id"]?.snowflake else { throw .unknownWebhook }
        try state.require(.manageWebhooks, of: call.bot, in: channel)
        return webhook
    }

    private static func withToken(_ call: Call, _ state: WorldState) throws(Refusal) -> JSON {
        guard case .webhook(let webhook) = try WebhookTarget(call, state) else { throw .unknownWebhook }
        return webhook
    }
}

/// What an id and a token in `/webhooks/…` stand for.
enum WebhookTarget {
    case webhook(JSON)
    case interaction(Interaction)

    init(_ call: Call, _ state: WorldState) throws(Refusal) {
        let token = call["webhook_token"]
        if let webhook = state.webhooks[call.id("webhook_id")] {
            guard webhook["token"]?.string == token else { throw .badWebhookToken }
            self = .webhook(webhook)
        } else if state.applications[call.id("webhook_id")] != nil {
            guard let interaction = state.interaction(token: token),
                state.now.timeIntervalSince(interaction.createdAt) <= Interaction.tokenLifetime
            else { throw .badWebhookToken }
            self = .interaction(interaction)
        } else {
            throw .unknownWebhook
        }
    }

    /// - Parameter name: an id, or `@original`.
    func message(
        _ name: String, _ state: WorldState
    ) throws(Refusal) -> (id: Snowflake, message: JSON, shown: JSON) {
        switch self {
        case .interaction(let interaction):
            guard let id = name == "@original" ? interaction.original : Snowflake(name),
                let message = state.answerMessage(id, of: interaction)
            else { throw .unknownMessage }
            return (id, message, state.shown(message, to: interaction.application))
        case .webhook(let webhook):
            guard let id = Snowflake(name) else { throw .unknownMessage }
            let found = state.channels.values.lazy.compactMap { channel in
                channel.index(of: id).map { channel.messages[$0] }
            }.first { $0["webhook_id"] == webhook["id"] }
            guard let found else { throw .unknownMessage }
            return (id, found, state.shown(found, to: Snowflake(0)))
        }
    }
}

extension WorldState {
    fileprivate func webhooks(in channel: Snowflake) -> [JSON] {
        webhooks.filter { $0.value["channel_id"]?.snowflake == channel }.sorted { $0.key < $1.key }.map(\.value)
    }

    fileprivate mutating func changeWebhook(_ call: Call) throws(Refusal) -> JSON {
        let id = call.id("webhook_id")
        if let name = call.body["name"] {
            try WebhookRoutes.checkName(name)
            webhooks[id]?["name"] = name
        }
        if let channel = call.body["channel_id"], call.application != nil { webhooks[id]?["channel_id"] = channel }
        guard let webhook = webhooks[id] else { throw .unknownWebhook }
        if let channel = webhook["channel_id"]?.snowflake { tellWebhooksChanged(in: channel) }
        return webhook
    }

    fileprivate mutating func deleteWebhook(_ id: Snowflake) {
        let channel = webhooks[id]?["channel_id"]?.snowflake
        webhooks[id] = nil
        if let channel { tellWebhooksChanged(in: channel) }
    }

    fileprivate mutating func tellWebhooksChanged(in channel: Snowflake) {
        guard let guild = channels[channel]?.guild else { return }
        emit(
            "WEBHOOKS_UPDATE", ["guild_id": JSON(guild), "channel_id": JSON(channel)], guild: guild,
            channel: channel, intents: .guildWebhooks)
    }

    /// The channel, or the thread that `thread_id` or `thread_name` mean.
    fileprivate mutating func place(of webhook: JSON, _ call: Call) throws(Refusal) -> Snowflake {
        guard let channel = webhook["channel_id"]?.snowflake, let kind = channels[channel]?.kind else {
            throw .unknownWebhook
        }
        if let thread = call.query("thread_id").flatMap({ Snowflake($0) }) {
            guard channels[thread]?.parent == channel else { throw .unknownChannel }
            return thread
        }
        guard kind == .forum || kind == .media else { return channel }
        guard let name = call.body["thread_name"]?.string,
            let thread = addThread(
                .publicThread, in: channel, name: name, owner: webhook["id"]?.snowflake ?? Snowflake(0))
        else { throw .forumNeedsThread }
        return thread
    }
}
