import DiscordModel
import Foundation

/// Within the world a reaction and a poll's answer keep who gave them; outside only numbers are shown.
extension WorldState {
    // MARK: Reactions

    mutating func react(_ user: Snowflake, with emoji: String, to message: Snowflake, in channel: Snowflake) {
        changeReactions(of: message, in: channel) { reactions in
            let index = reactions.firstIndex { Self.key(of: $0["emoji"] ?? .null) == emoji }
            guard let index else {
                reactions.append(["emoji": Self.emoji(emoji), "users": [JSON(user)]])
                return true
            }
            let users = reactions[index]["users"]?.array ?? []
            guard !users.contains(JSON(user)) else { return false }
            reactions[index]["users"] = .array(users + [JSON(user)])
            return true
        } told: { state, author in
            var data = state.reactionEvent(emoji, message, channel, by: user)
            if let guild = state.channels[channel]?.guild { data["member"] = state.member(user, of: guild) }
            data["message_author_id"] = author
            state.emitReaction("MESSAGE_REACTION_ADD", data, in: channel)
        }
    }

    mutating func unreact(_ user: Snowflake, with emoji: String, from message: Snowflake, in channel: Snowflake) {
        changeReactions(of: message, in: channel) { reactions in
            guard let index = reactions.firstIndex(where: { Self.key(of: $0["emoji"] ?? .null) == emoji }),
                case let users = reactions[index]["users"]?.array ?? [], users.contains(JSON(user))
            else { return false }
            reactions[index]["users"] = .array(users.filter { $0 != JSON(user) })
            reactions.removeAll { $0["users"] == [] }
            return true
        } told: { state, _ in
            state.emitReaction(
                "MESSAGE_REACTION_REMOVE", state.reactionEvent(emoji, message, channel, by: user), in: channel)
        }
    }

    /// - Parameter emoji: nil takes all away.
    mutating func clearReactions(of message: Snowflake, in channel: Snowflake, emoji: String?) {
        changeReactions(of: message, in: channel) { reactions in
            let before = reactions.count
            reactions.removeAll { emoji == nil || Self.key(of: $0["emoji"] ?? .null) == emoji }
            return reactions.count != before
        } told: { state, _ in
            var data: JSON = ["channel_id": JSON(channel), "message_id": JSON(message)]
            if let emoji { data["emoji"] = Self.emoji(emoji) }
            state.emitReaction(
                emoji == nil ? "MESSAGE_REACTION_REMOVE_ALL" : "MESSAGE_REACTION_REMOVE_EMOJI", data, in: channel)
        }
    }

    func reactors(_ message: JSON, emoji: String) -> [Snowflake] {
        let reaction = (message["reactions"]?.array ?? []).first { Self.key(of: $0["emoji"] ?? .null) == emoji }
        return (reaction?["users"]?.array ?? []).compactMap(\.snowflake)
    }

    private mutating func changeReactions(
        of message: Snowflake, in channel: Snowflake, _ change: (inout [JSON]) -> Bool,
        told tell: (inout WorldState, JSON?) -> Void
    ) {
        guard var changed = self.message(message, in: channel) else { return }
        var reactions = changed["reactions"]?.array ?? []
        guard change(&reactions) else { return }
        changed["reactions"] = .array(reactions)
        replace(changed, in: channel)
        tell(&self, changed["author"]?["id"])
    }

    private func reactionEvent(
        _ emoji: String, _ message: Snowflake, _ channel: Snowflake, by user: Snowflake
    ) -> JSON {
        [
            "user_id": JSON(user), "channel_id": JSON(channel), "message_id": JSON(message),
            "emoji": Self.emoji(emoji), "burst": false, "type": 0,
        ]
    }

    private mutating func emitReaction(_ name: String, _ data: JSON, in channel: Snowflake) {
        emit(name, data, channel: channel, intents: .guildMessageReactions, direct: .directMessageReactions)
    }

    /// Out of what stands in a route: `👍` or `name:id`.
    static func emoji(_ key: String) -> JSON {
        let parts = key.split(separator: ":")
        guard parts.count == 2, let id = Snowflake(parts[1]) else { return ["id": nil, "name": .string(key)] }
        return ["id": JSON(id), "name": .string(String(parts[0]))]
    }

    static func key(of emoji: JSON) -> String {
        let name = emoji["name"]?.string ?? ""
        return emoji["id"]?.snowflake.map { "\(name):\($0)" } ?? name
    }

    static func reaction(_ reaction: JSON, seenBy user: Snowflake) -> JSON {
        let users = reaction["users"]?.array ?? []
        return [
            "emoji": reaction["emoji"] ?? .null, "count": .integer(users.count),
            "count_details": ["normal": .integer(users.count), "burst": 0], "burst_colors": [], "me_burst": false,
            "me": .bool(users.contains(JSON(user))),
        ]
    }
}
