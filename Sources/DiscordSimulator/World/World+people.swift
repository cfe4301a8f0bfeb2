package import DiscordModel

/// What people do.
extension World {
    /// - Returns: the message's id.
    @discardableResult
    package func say(
        _ text: String, as user: Snowflake, in channel: Snowflake, attachments: [StoredFile] = [],
        replyTo: Snowflake? = nil, fields: JSONObject = [:]
    ) -> Snowflake {
        change { state in
            let files = attachments.map { state.attach($0, in: channel) }
            var fields = JSON.object(fields)
            fields["content"] = .string(text)
            if let replyTo { fields["message_reference"] = ["message_id": JSON(replyTo)] }
            let message = state.post(
                Draft(author: state.user(user), fields: fields, attachments: files), in: channel)
            return message["id"]?.snowflake ?? Snowflake(0)
        }
    }

    package func edit(_ message: Snowflake, in channel: Snowflake, to text: String) {
        _ = change { $0.edit(message, in: channel, fields: ["content": .string(text)]) }
    }

    package func delete(_ messages: Snowflake..., in channel: Snowflake) {
        change { $0.delete(messages, in: channel) }
    }

    /// - Parameter emoji: `👍`, or `name:id`.
    package func react(_ emoji: String, as user: Snowflake, to message: Snowflake, in channel: Snowflake) {
        change { $0.react(user, with: emoji, to: message, in: channel) }
    }

    package func unreact(_ emoji: String, as user: Snowflake, from message: Snowflake, in channel: Snowflake) {
        change { $0.unreact(user, with: emoji, from: message, in: channel) }
    }

    package func type(as user: Snowflake, in channel: Snowflake) { change { $0.type(user, in: channel) } }

    package func vote(_ answer: Int, as user: Snowflake, in message: Snowflake, of channel: Snowflake) {
        change { $0.vote(user, for: answer, in: message, of: channel) }
    }

    /// A direct message channel, made when there is none.
    package func directChannel(_ one: Snowflake, _ other: Snowflake) -> Snowflake {
        change { $0.directChannel(one, other) }
    }

    /// Whether a person takes direct messages of bots.
    package func setTakesDirectMessages(_ user: Snowflake, _ takes: Bool) {
        change { state in _ = takes ? state.closed.remove(user) : state.closed.insert(user).memberAfterInsert }
    }

    /// Takes an application along, to use its commands also where its bot is not.
    package func install(_ bot: Snowflake, for user: Snowflake) {
        change { _ = $0.applications[bot]?.installedFor.insert(user) }
    }

    /// - Returns: the thread.
    @discardableResult
    package func startThread(
        _ name: String, as user: Snowflake, in channel: Snowflake, on message: Snowflake? = nil
    ) -> Snowflake? {
        change { $0.addThread(.publicThread, in: channel, name: name, owner: user, message: message) }
    }

    // MARK: Looking

    /// The oldest first, as the user (or bot) sees them.
    package func messages(in channel: Snowflake, seenBy user: Snowflake? = nil) -> [JSON] {
        look { state in
            (state.channels[channel]?.messages ?? []).map { state.signed(state.seen($0, by: user ?? Snowflake(0))) }
        }
    }

    /// Waits for a message that `isWanted`; nil when cancelled.
    package func message(
        in channel: Snowflake, where isWanted: @escaping @Sendable (JSON) -> Bool
    ) async -> JSON? {
        await first { state in state.channels[channel]?.messages.first(where: isWanted) }
    }

    package func object(guild: Snowflake) -> JSON? { look { $0.guildObject(guild) } }

    package func object(channel: Snowflake) -> JSON? { look { $0.channels[channel]?.object } }

    package func object(user: Snowflake) -> JSON? { look { $0.users[user] } }

    package func object(member: Snowflake, of guild: Snowflake) -> JSON? { look { $0.member(member, of: guild) } }

    package func rights(of user: Snowflake, in channel: Snowflake) -> Rights {
        look { $0.rights(of: user, inChannel: channel) }
    }

    /// Channels and active threads that somebody can see, in the order they were made.
    package func channels(in guild: Snowflake, seenBy user: Snowflake) -> [JSON] {
        look { state in
            state.channels.filter { $0.value.guild == guild && state.canSee(user, $0.key) }
                .sorted { $0.key < $1.key }.map(\.value.object)
        }
    }
}
