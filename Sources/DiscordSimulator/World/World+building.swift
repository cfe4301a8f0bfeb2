package import DiscordModel
import Foundation

/// How a world comes to be: who and what is in it.
extension World {
    package func addUser(_ name: String) -> Snowflake {
        change { state in
            let id = state.mint()
            state.users[id] = Templates.user(id: id, name: name, isBot: false)
            return id
        }
    }

    /// An application with a bot.
    ///
    /// - Parameters:
    ///   - switches: the privileged intents that are switched on in the portal.
    ///   - token: nil makes one that looks like Discord's.
    package func addBot(
        _ name: String, switches: SimulatedIntents = .privileged, token: String? = nil
    ) -> Snowflake {
        change { state in
            let id = state.mint()
            let user = Templates.user(id: id, name: name, isBot: true)
            state.users[id] = user
            // Whoever came first made it.
            let owner = state.users.filter { $0.value["bot"] == false }.min { $0.key < $1.key }?.value ?? user
            state.applications[id] = BotApplication(
                object: Templates.application(
                    id: id, name: name, flags: Self.flags(of: switches), owner: owner, bot: user),
                bot: id, token: token ?? Self.token(of: id), switches: switches)
            return id
        }
    }

    package func token(of bot: Snowflake) -> String? {
        look { state in state.applications.values.first { $0.bot == bot }?.token }
    }

    /// As pressing "Reset Token" in the portal: the old one is refused from now on.
    package func resetToken(of bot: Snowflake, to token: String) {
        change { $0.applications[bot]?.token = token }
    }

    package func setSwitches(of bot: Snowflake, _ switches: SimulatedIntents) {
        change { state in
            state.applications[bot]?.switches = switches
            state.applications[bot]?.object["flags"] = .integer(Self.flags(of: switches))
            state.applications[bot]?.object["flags_new"] = .string(String(Self.flags(of: switches)))
        }
    }

    package func addGuild(_ name: String, owner: Snowflake) -> Snowflake {
        change { state in
            let id = state.mint()
            state.addGuild(id, name: name, owner: owner)
            state.join(owner, guild: id)
            return id
        }
    }

    package func addRole(_ name: String, in guild: Snowflake, rights: Rights) -> Snowflake {
        change { state in
            let id = state.mint()
            let position = state.guilds[guild]?.roles.count ?? 1
            let role = Templates.role(id: id, name: name, rights: rights, position: position)
            state.guilds[guild]?.roles[id] = role
            state.emit(
                "GUILD_ROLE_CREATE", ["guild_id": JSON(guild), "role": role], guild: guild, intents: .guilds)
            return id
        }
    }

    package func setRights(of role: Snowflake, in guild: Snowflake, _ rights: Rights) {
        change { state in
            state.guilds[guild]?.roles[role]?["permissions"] = .string(rights.text)
            guard let changed = state.guilds[guild]?.roles[role] else { return }
            state.emit(
                "GUILD_ROLE_UPDATE", ["guild_id": JSON(guild), "role": changed], guild: guild, intents: .guilds)
        }
    }

    /// - Parameter fields: Discord's own, such as `parent_id`, `topic`, `nsfw`, `permission_overwrites`.
    package func addChannel(
        _ name: String, in guild: Snowflake, _ kind: ChannelKind = .text, fields: JSONObject = [:]
    ) -> Snowflake {
        change { state in
            let id = state.mint()
            state.addChannel(id, kind, in: guild, name: name, fields: fields)
            return id
        }
    }

    /// - Parameter target: a role or a member.
    package func setOverwrite(
        in channel: Snowflake, for target: Snowflake, allow: Rights = [], deny: Rights = []
    ) {
        change { state in
            let isRole = state.channels[channel]?.guild.map { state.guilds[$0]?.roles[target] != nil } ?? false
            state.changeChannel(channel) { object in
                let others = (object["permission_overwrites"]?.array ?? []).filter { $0["id"] != JSON(target) }
                object["permission_overwrites"] = .array(
                    others + [
                        [
                            "id": JSON(target), "type": isRole ? 0 : 1, "allow": .string(allow.text),
                            "deny": .string(deny.text),
                        ]
                    ])
            }
        }
    }

    package func deleteChannel(_ channel: Snowflake) { change { $0.deleteChannel(channel) } }

    /// A person, or a bot that is invited. It gets a role of its own only if one is given.
    package func join(_ user: Snowflake, _ guild: Snowflake, roles: [Snowflake] = []) {
        change { $0.join(user, guild: guild, roles: roles) }
    }

    /// Goes, or is kicked.
    package func leave(_ user: Snowflake, _ guild: Snowflake) { change { $0.leave(user, guild: guild) } }

    package func setRoles(of user: Snowflake, in guild: Snowflake, _ roles: [Snowflake]) {
        change { $0.changeMember(user, of: guild) { $0["roles"] = .array(roles.map { JSON($0) }) } }
    }

    /// The guild is down (or back): bots hear it as Discord tells of outages.
    package func setAvailable(_ guild: Snowflake, _ isAvailable: Bool) {
        change { state in
            for bot in state.hearers(in: guild) {
                let data =
                    isAvailable
                    ? state.guildCreate(for: bot, guild: guild, largeThreshold: 50)
                    : ["id": JSON(guild), "unavailable": true]
                guard let data else { continue }
                state.outbox.append(
                    (
                        bot,
                        Dispatch(
                            isAvailable ? "GUILD_CREATE" : "GUILD_DELETE", data, guild: guild, intents: .guilds)
                    ))
            }
        }
    }

    /// Bits of `application.flags`: the limited ones, as an application in few servers has them.
    private static func flags(of switches: SimulatedIntents) -> Int {
        (switches.contains(.guildPresences) ? 1 << 13 : 0) | (switches.contains(.guildMembers) ? 1 << 15 : 0)
            | (switches.contains(.messageContent) ? 1 << 19 : 0)
    }

    /// The id in base64, a time, a signature: some clients read the id out of it.
    private static func token(of id: Snowflake) -> String {
        let name = Data("\(id)".utf8).base64EncodedString().filter { $0 != "=" }
        return "\(name).Simula.\(String(UInt64.random(in: (1 << 63)...(.max)), radix: 36))abcdefghijklmn"
    }
}
