import DiscordModel
import Foundation

/// What somebody posts: Discord's own fields, already checked, files already kept.
struct Draft: Sendable {
    var author: JSON
    /// `content`, `embeds`, `components`, `flags`, `poll`, `message_reference`, `allowed_mentions`, `nonce`…
    var fields: JSON
    var attachments: [JSON] = []
    /// What else the message says of itself: `webhook_id`, `application_id`, `interaction_metadata`, `type`.
    var extra: JSONObject = [:]
    /// Whom text may mention when `allowed_mentions` is left out.
    var mentionsByDefault: [JSON] = ["users", "roles", "everyone"]
}

extension WorldState {
    static let ephemeral = 1 << 6
    static let loading = 1 << 7
    static let componentsV2 = 1 << 15

    /// The message as it will stand, with an id, but in no channel yet.
    mutating func composed(_ draft: Draft, in channel: Snowflake) -> JSON {
        let id = mint()
        var message = Templates.message(id: id, channel: channel, author: draft.author, at: timestamp)
        message["attachments"] = .array(draft.attachments)
        for field in ["content", "tts", "flags", "nonce"] {
            if let value = draft.fields[field], !value.isNull { message[field] = value }
        }
        setBody(of: &message, from: draft.fields)
        if let poll = draft.fields["poll"], !poll.isNull { message["poll"] = opened(poll) }
        refer(&message, draft.fields["message_reference"] ?? .null)
        for member in draft.extra { message[member.name] = member.value }
        setMentions(of: &message, allowed: draft.fields["allowed_mentions"], byDefault: draft.mentionsByDefault)
        return message
    }

    /// Posts, and tells everybody who can see it.
    @discardableResult
    mutating func post(_ draft: Draft, in channel: Snowflake) -> JSON {
        let message = composed(draft, in: channel)
        place(message, in: channel)
        return message
    }

    mutating func place(_ message: JSON, in id: Snowflake) {
        guard var channel = channels[id] else { return }
        channels[id] = nil  // so that the messages are not copied
        channel.messages.append(message)
        if message["poll"] != nil { awaitEnd(of: message, in: id) }
        if channel.messages.count > Self.messageLimit { channel.messages.removeFirst() }
        channel.object["last_message_id"] = message["id"]
        if channel.kind.isThread {
            for field in ["message_count", "total_message_sent"] {
                channel.object[field] = .integer((channel.object[field]?.integer ?? 0) + 1)
            }
        }
        let isArchived = channel.object["thread_metadata"]?["archived"]?.bool ?? false
        channels[id] = channel
        if isArchived { changeThread(id) { $0["thread_metadata"]?["archived"] = false } }
        emitMessage("MESSAGE_CREATE", message, channel: id)
    }

    /// Changes the fields that are given, and tells everybody.
    ///
    /// - Parameter kept: what becomes of the attachments; nil leaves them as they are.
    @discardableResult
    mutating func edit(
        _ message: Snowflake, in channel: Snowflake, fields: JSON, attachments: [JSON]? = nil
    ) -> JSON? {
        guard let old = self.message(message, in: channel) else { return nil }
        let edited = edited(old, fields: fields, attachments: attachments)
        replace(edited, in: channel)
        emitMessage("MESSAGE_UPDATE", edited, channel: channel)
        return edited
    }

    func edited(_ message: JSON, fields: JSON, attachments: [JSON]?) -> JSON {
        var message = message
        if let content = fields["content"] { message["content"] = content.isNull ? "" : content }
        if let flags = fields["flags"]?.integer {
            // What makes a message what it is cannot be taken off again.
            let lasting = (message["flags"]?.integer ?? 0) & (Self.componentsV2 | Self.ephemeral | 1 << 5)
            message["flags"] = .integer(flags | lasting)
        }
        if let attachments { message["attachments"] = .array(attachments) }
        setBody(of: &message, from: fields)
        message["edited_timestamp"] = timestamp
        setMentions(of: &message, allowed: fields["allowed_mentions"], byDefault: ["users", "roles", "everyone"])
        return message
    }

    mutating func delete(_ messages: [Snowflake], in channel: Snowflake) {
        let gone = Set(messages)
        channels[channel]?.messages.removeAll { $0["id"]?.snowflake.map(gone.contains) ?? false }
        channels[channel]?.pins.removeAll { gone.contains($0.message) }
        var data: JSON = ["channel_id": JSON(channel)]
        if let only = messages.first, messages.count == 1 {
            data["id"] = JSON(only)
            emit(
                "MESSAGE_DELETE", data, channel: channel, intents: .guildMessages, direct: .directMessages)
        } else {
            data["ids"] = .array(messages.map { JSON($0) })
            emit(
                "MESSAGE_DELETE_BULK", data, channel: channel, intents: .guildMessages, direct: .directMessages)
        }
    }

    func message(_ id: Snowflake, in channel: Snowflake) -> JSON? {
        channels[channel].flatMap { channel in channel.index(of: id).map { channel.messages[$0] } }
    }

    /// Puts a changed message where it stood. Tells nobody.
    mutating func replace(_ message: JSON, in channel: Snowflake) {
        guard let id = message["id"]?.snowflake, let index = channels[channel]?.index(of: id) else { return }
        channels[channel]?.messages[index] = message
    }

    mutating func type(_ user: Snowflake, in id: Snowflake) {
        var data: JSON = [
            "channel_id": JSON(id), "user_id": JSON(user), "timestamp": .integer(Int(now.timeIntervalSince1970)),
        ]
        if let guild = channels[id]?.guild { data["member"] = member(user, of: guild) }
        emit(
            "TYPING_START", data, channel: id, intents: .guildMessageTyping, direct: .directMessageTyping)
    }

    // MARK: Parts

    private func setBody(of message: inout JSON, from fields: JSON) {
        let attachments = message["attachments"]?.array ?? []
        if let embeds = fields["embeds"] {
            let shown = (embeds.array ?? []).map { Self.shown(embed: Self.linked($0, to: attachments)) }
            message["embeds"] = .array(shown)
        }
        if let components = fields["components"] {
            var next = 1
            message["components"] = Self.numbered(
                Self.linked(components.isNull ? [] : components, to: attachments), next: &next)
        }
    }

    private static func shown(embed: JSON) -> JSON {
        var embed = embed
        embed["type"] = "rich"
        for field in ["image", "thumbnail"] {
            guard let url = embed[field]?["url"] else { continue }
            embed[field] = ["url": url, "proxy_url": url, "width": 0, "height": 0, "flags": 0]
        }
        return embed
    }

    /// Components get the ids that their sender did not give.
    private static func numbered(_ json: JSON, next: inout Int) -> JSON {
        switch json {
        case .array(let elements):
            var shown: [JSON] = []
            for element in elements { shown.append(numbered(element, next: &next)) }
            return .array(shown)
        case .object(let members):
            guard members["type"]?.integer != nil else { return json }
            var component = members
            if component["id"] == nil {
                component["id"] = .integer(next)
                next += 1
            }
            for child in ["components", "accessory", "component"] {
                if let nested = component[child] { component[child] = numbered(nested, next: &next) }
            }
            return .object(component)
        default: return json
        }
    }

    private func refer(_ message: inout JSON, _ reference: JSON) {
        guard let id = reference["message_id"]?.snowflake else { return }
        let channel = reference["channel_id"]?.snowflake ?? message["channel_id"]?.snowflake ?? Snowflake(0)
        let kind = reference["type"]?.integer ?? 0
        var shown: JSON = [
            "type": .integer(kind), "channel_id": JSON(channel), "message_id": JSON(id),
        ]
        if let guild = channels[channel]?.guild { shown["guild_id"] = JSON(guild) }
        message["message_reference"] = shown
        let referenced = self.message(id, in: channel)
        if kind == 1 {
            message["message_snapshots"] = [["message": Self.snapshot(referenced ?? [:])]]
            message["flags"] = .integer((message["flags"]?.integer ?? 0) | 1 << 14)
        } else {
            message["type"] = 19
            message["referenced_message"] = referenced.map { Self.without("referenced_message", $0) } ?? .null
        }
    }

    private static func snapshot(_ message: JSON) -> JSON {
        let fields = [
            "type", "content", "mentions", "mention_roles", "attachments", "embeds", "timestamp", "edited_timestamp",
            "flags", "components",
        ]
        return .object(JSONObject(fields.compactMap { name in message[name].map { (name, $0) } }))
    }
}
