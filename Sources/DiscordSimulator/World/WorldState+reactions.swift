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

    // MARK: Polls

    /// A poll as it stands in a message, from what the sender asked.
    func opened(_ asked: JSON) -> JSON {
        let answers = (asked["answers"]?.array ?? []).enumerated().map { index, answer -> JSON in
            ["answer_id": .integer(index + 1), "poll_media": answer["poll_media"] ?? .null, "voters": []]
        }
        let expiry = now.addingTimeInterval(TimeInterval(asked["duration"]?.integer ?? 24) * 3600)
        return [
            "question": asked["question"] ?? .null, "answers": .array(answers),
            "expiry": .string(Self.text(of: expiry)), "layout_type": asked["layout_type"] ?? 1,
            "allow_multiselect": asked["allow_multiselect"] ?? false, "is_finalized": false,
        ]
    }

    static func poll(_ poll: JSON, seenBy user: Snowflake) -> JSON {
        var shown = poll
        let answers = poll["answers"]?.array ?? []
        shown["is_finalized"] = nil
        shown["answers"] = .array(answers.map { without("voters", $0) })
        let counts = answers.map { answer -> JSON in
            let voters = answer["voters"]?.array ?? []
            return [
                "id": answer["answer_id"] ?? .null, "count": .integer(voters.count),
                "me_voted": .bool(voters.contains(JSON(user))),
            ]
        }
        shown["results"] = ["is_finalized": poll["is_finalized"] ?? false, "answer_counts": .array(counts)]
        return shown
    }

    /// Takes a vote; for another answer, the earlier one is taken back where only one is allowed.
    mutating func vote(_ user: Snowflake, for answer: Int, in message: Snowflake, of channel: Snowflake) {
        guard var voted = self.message(message, in: channel), let poll = voted["poll"],
            poll["is_finalized"] != true, var answers = poll["answers"]?.array
        else { return }
        let takesMany = poll["allow_multiselect"]?.bool ?? false
        for place in answers.indices {
            let number = answers[place]["answer_id"]?.integer ?? 0
            var voters = answers[place]["voters"]?.array ?? []
            let has = voters.contains(JSON(user))
            guard (number == answer) != has, number == answer || !takesMany else { continue }
            if has { voters.removeAll { $0 == JSON(user) } } else { voters.append(JSON(user)) }
            answers[place]["voters"] = .array(voters)
            emit(
                has ? "MESSAGE_POLL_VOTE_REMOVE" : "MESSAGE_POLL_VOTE_ADD",
                [
                    "user_id": JSON(user), "channel_id": JSON(channel), "message_id": JSON(message),
                    "answer_id": .integer(number),
                ], channel: channel, intents: .guildMessagePolls, direct: .directMessagePolls)
        }
        voted["poll"]?["answers"] = .array(answers)
        replace(voted, in: channel)
    }

    mutating func endPoll(_ message: Snowflake, in channel: Snowflake) -> JSON? {
        guard var ended = self.message(message, in: channel) else { return nil }
        ended["poll"]?["is_finalized"] = true
        ended["poll"]?["expiry"] = timestamp
        replace(ended, in: channel)
        emitMessage("MESSAGE_UPDATE", ended, channel: channel)
        return ended
    }
}
