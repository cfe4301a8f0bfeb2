package import DiscordModel

/// What the gateway needs to know of a bot that identifies.
package struct BotIdentity: Sendable {
    /// The user's id, which stands in `READY.user`.
    package let bot: Snowflake
    package let application: Snowflake
    /// Privileged intents that are switched on in the portal.
    package let switches: SimulatedIntents
    package let flags: Int
}

/// What the gateway asks the world, and does for bots.
extension World {
    /// Nil for a wrong token. With or without `Bot ` before it.
    package func bot(token: String) -> BotIdentity? {
        let token = token.hasPrefix("Bot ") ? String(token.dropFirst(4)) : token
        return look { state in
            state.applications.values.first { $0.token == token }.map {
                BotIdentity(
                    bot: $0.bot, application: $0.id, switches: $0.switches, flags: $0.object["flags"]?.integer ?? 0)
            }
        }
    }

    /// `READY.user`: the bot's own user, with what only it sees (`mfa_enabled` and so on).
    package func ownUser(of bot: Snowflake) -> JSON { look { $0.ownUser(bot) } }

    /// The guilds that the bot is in, the oldest first.
    package func guilds(of bot: Snowflake) -> [Snowflake] { look { $0.guilds(of: bot) } }

    /// The payload of GUILD_CREATE for one bot; nil when it is not in that guild (any more).
    ///
    /// - Parameter intents: members other than the bot and those in voice are listed only with
    ///   GUILD_PRESENCES, or up to the large threshold.
    package func guildCreate(for bot: Snowflake, guild: Snowflake, largeThreshold: Int = 50) -> JSON? {
        look { $0.guildCreate(for: bot, guild: guild, largeThreshold: largeThreshold) }
    }

    /// Members for op 8, in pieces as GUILD_MEMBERS_CHUNK wants them: `members`, `not_found`, `presences`.
    package func members(
        of guild: Snowflake, query: String?, userIDs: [Snowflake]?, limit: Int
    ) -> (members: [JSON], notFound: [Snowflake]) {
        look { state in
            guard let shelf = state.guilds[guild] else { return ([], userIDs ?? []) }
            if let userIDs {
                return (
                    userIDs.filter { shelf.members[$0] != nil }.compactMap { state.member($0, of: guild) },
                    userIDs.filter { shelf.members[$0] == nil }
                )
            }
            let found = shelf.members.keys.sorted().filter { state.name($0, in: guild, startsWith: query ?? "") }
            return (found.prefix(limit == 0 ? .max : limit).compactMap { state.member($0, of: guild) }, [])
        }
    }

    package func presences(of guild: Snowflake) -> [JSON] {
        look { state in (state.guilds[guild]?.presences ?? [:]).sorted { $0.key < $1.key }.map(\.value) }
    }

    /// Op 3, or a person going on- or offline: `status`, `activities`.
    package func setPresence(of user: Snowflake, _ presence: JSON) { change { $0.setPresence(of: user, presence) } }

    /// Op 4, or a person: joins, moves, or leaves (nil). Others hear VOICE_STATE_UPDATE.
    ///
    /// - Returns: the voice state; nil where the user is no member or may not connect.
    @discardableResult
    package func setVoiceState(
        of user: Snowflake, in guild: Snowflake, channel: Snowflake?, mute: Bool = false, deaf: Bool = false
    ) -> JSON? {
        change { $0.setVoiceState(of: user, in: guild, channel: channel, mute: mute, deaf: deaf) }
    }
}
