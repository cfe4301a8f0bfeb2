import DiscordModel

/// What a person's screen shows: everything but messages.
///
/// As JSON: `me`, `people` (`id`, `name`), `guilds` and `directs` (`id`, `with`). A guild has `id`, `name`,
/// `roles`, `members` and `channels`, each with what this person may do there.
extension WorldState {
    /// Members that a list shows at most.
    private static let memberLimit = 500

    var people: [Snowflake] { users.filter { $0.value["bot"]?.bool != true }.keys.sorted() }

    func screen(of person: Snowflake) -> JSON {
        let directs = channels.filter { $0.value.kind.isDirect && $0.value.recipients.contains(person) }
        return [
            "me": JSON(person), "people": .array(people.map { ["id": JSON($0), "name": name(of: $0)] }),
            "guilds": .array(guilds(of: person).map { guildShown($0, to: person) }),
            "directs": .array(
                directs.sorted { $0.key < $1.key }.map { id, channel in
                    let others = channel.recipients.filter { $0 != person }
                    return [
                        "id": JSON(id), "last": channel.object["last_message_id"] ?? .null,
                        "with": .array(others.map { ["id": JSON($0), "name": name(of: $0), "bot": .bool(isBot($0))] }),
                    ]
                }),
        ]
    }

    private func name(of user: Snowflake) -> JSON {
        let object = self.user(user)
        return [object["global_name"], object["username"]].lazy.compactMap { $0 }.first { !$0.isNull } ?? ""
    }

    private func guildShown(_ id: Snowflake, to person: Snowflake) -> JSON {
        guard let guild = guilds[id] else { return .null }
        let visible = channels.filter { $0.value.guild == id && canSee(person, $0.key) && !isArchived($0.key) }
        return [
            "id": JSON(id), "name": guild.object["name"] ?? "",
            "roles": .array(
                guild.roles.sorted { $0.key < $1.key }.map { role in
                    [
                        "id": JSON(role.key), "name": role.value["name"] ?? "", "color": role.value["color"] ?? 0,
                        "position": role.value["position"] ?? 0, "hoist": role.value["hoist"] ?? false,
                    ]
                }),
            "members": .array(guild.members.keys.sorted().prefix(Self.memberLimit).map { memberShown($0, guild) }),
            "channels": .array(
                visible.sorted { $0.key < $1.key }.map { channelShown($0.key, $0.value, to: person) }),
        ]
    }

    private func memberShown(_ id: Snowflake, _ guild: Guild) -> JSON {
        let member = guild.members[id] ?? .null
        let nick = member["nick"] ?? .null
        return [
            "id": JSON(id), "name": nick.isNull ? name(of: id) : nick, "bot": .bool(isBot(id)),
            "owner": .bool(guild.owner == id), "roles": member["roles"] ?? [],
            "status": guild.presences[id]?["status"] ?? "offline",
            "activity": guild.presences[id]?["activities"]?[0] ?? .null,
            "voice": guild.voiceStates[id]?["channel_id"] ?? .null,
        ]
    }

    private func channelShown(_ id: Snowflake, _ channel: Channel, to person: Snowflake) -> JSON {
        let rights = rights(of: person, inChannel: id)
        let thread = channel.kind.isThread
        return [
            "id": JSON(id), "type": .integer(channel.kind.rawValue), "name": channel.object["name"] ?? "",
            "topic": channel.object["topic"] ?? .null, "parent": channel.object["parent_id"] ?? .null,
            "position": channel.object["position"] ?? 0, "last": channel.object["last_message_id"] ?? .null,
            "thread": .bool(thread), "messages": .bool(channel.kind.holdsMessages),
            "maySend": .bool(rights.contains(thread ? .sendMessagesInThreads : .sendMessages)),
            "mayManage": .bool(rights.contains(.manageMessages)),
            "mayReact": .bool(rights.contains(.addReactions)), "mayAttach": .bool(rights.contains(.attachFiles)),
            "slow": channel.object["rate_limit_per_user"] ?? 0,
            "mayStartThreads": .bool(!thread && rights.contains(.createPublicThreads)),
        ]
    }

    // MARK: Commands

    /// `bot` (`id`, `name`) and its `commands`, for each bot here.
    func menu(in channel: Snowflake, for person: Snowflake) -> JSON {
        let bots = applications.values.filter { canSee($0.bot, channel) || $0.installedFor.contains(person) }
        return .array(
            bots.map(\.bot).sorted().map { bot in
                let commands = commands(of: bot, in: channel).filter { mayUse($0, of: bot, person, in: channel) }
                return ["bot": ["id": JSON(bot), "name": name(of: bot)], "commands": .array(commands)]
            })
    }
}
