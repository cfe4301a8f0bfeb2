import DiscordModel
import Foundation

/// Polls: within the world an answer keeps who gave it; outside only numbers are shown.
extension WorldState {
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
            poll["is_finalized"] != true, Self.date(of: poll["expiry"]?.string).map({ $0 > now }) ?? true,
            var answers = poll["answers"]?.array
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

    /// Closes it, now if it is not over yet, and posts what came of it.
    mutating func endPoll(_ message: Snowflake, in channel: Snowflake) -> JSON? {
        guard var ended = self.message(message, in: channel), ended["poll"]?["is_finalized"] != true else {
            return self.message(message, in: channel)
        }
        openPolls.removeAll { $0.message == message }
        ended["poll"]?["is_finalized"] = true
        if let expiry = Self.date(of: ended["poll"]?["expiry"]?.string), expiry > now {
            ended["poll"]?["expiry"] = timestamp
        }
        replace(ended, in: channel)
        emitMessage("MESSAGE_UPDATE", ended, channel: channel)
        post(result(of: ended), in: channel)
        return ended
    }

    /// Those whose time has come.
    mutating func endDuePolls() {
        for poll in openPolls where poll.end <= now { _ = endPoll(poll.message, in: poll.channel) }
    }

    /// A poll in a message that was just posted.
    mutating func awaitEnd(of message: JSON, in channel: Snowflake) {
        guard let id = message["id"]?.snowflake, let end = Self.date(of: message["poll"]?["expiry"]?.string) else {
            return
        }
        if openPolls.count >= Self.openPollLimit { openPolls.removeFirst() }
        openPolls.append(OpenPoll(message: id, channel: channel, end: end))
    }

    /// <https://docs.discord.com/developers/resources/message#embed-fields-by-embed-type>
    private func result(of message: JSON) -> Draft {
        let poll = message["poll"] ?? .null
        let votes = (poll["answers"]?.array ?? []).map { ($0, $0["voters"]?.array?.count ?? 0) }
        let most = votes.map(\.1).max() ?? 0
        let winners = votes.filter { $0.1 == most && most > 0 }
        var fields: [(String, String)] = [
            ("poll_question_text", poll["question"]?["text"]?.string ?? ""), ("victor_answer_votes", "\(most)"),
            ("total_votes", "\(votes.reduce(0) { $0 + $1.1 })"),
        ]
        // Of a draw no one is named.
        if winners.count == 1, let winner = winners.first?.0 {
            fields.append(("victor_answer_id", "\(winner["answer_id"]?.integer ?? 0)"))
            fields.append(("victor_answer_text", winner["poll_media"]?["text"]?.string ?? ""))
        }
        let embed: JSON = [
            "type": "poll_result",
            "fields": .array(fields.map { ["name": .string($0.0), "value": .string($0.1), "inline": false] }),
        ]
        return Draft(
            author: message["author"] ?? .null,
            fields: ["message_reference": ["message_id": message["id"] ?? .null]],
            extra: ["type": 46, "embeds": [embed]])
    }
}

/// A poll that people can still vote in.
struct OpenPoll: Sendable {
    let message: Snowflake
    let channel: Snowflake
    let end: Date
}
