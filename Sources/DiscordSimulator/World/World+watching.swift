package import DiscordModel
import Foundation

/// What the chat page shows of the world, as one person sees it.
extension World {
    /// Everybody one can be, the oldest first.
    package var people: [JSON] {
        look { state in
            state.users.filter { $0.value["bot"] == false }.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// Servers with their channels, members and roles, and direct messages.
    package func home(of user: Snowflake) -> JSON {
        look { state in
            [
                "me": state.user(user), "guilds": .array(state.guilds(of: user).map { state.home($0, of: user) }),
                "directs": .array(state.directs(of: user)),
                "users": .array(state.users.sorted { $0.key < $1.key }.map(\.value)),
            ]
        }
    }

    /// The newest messages of a channel, the oldest first, and answers that only this person sees.
    package func screen(of user: Snowflake, channel: Snowflake, limit: Int = 100) -> [JSON] {
        look { state in
            guard state.rights(of: user, inChannel: channel).contains(.readMessageHistory) else { return [] }
            let hidden = state.interactions.values.filter { $0.user == user && $0.channel == channel }
                .flatMap(\.hidden)
            let all = (state.channels[channel]?.messages.suffix(limit) ?? []) + hidden
            return all.sorted { ($0["id"]?.snowflake ?? Snowflake(0)) < ($1["id"]?.snowflake ?? Snowflake(0)) }
                .map { state.signed(state.seen($0, by: user)) }
        }
    }

    /// Commands of every bot that is here, each with its `bot`.
    package func menu(in channel: Snowflake) -> [JSON] {
        look { state in
            state.applications.values.filter { state.canSee($0.bot, channel) }.sorted { $0.bot < $1.bot }
                .flatMap { application in
                    state.commands(of: application.bot, in: channel).map { command in
                        var command = command
                        command["bot"] = JSON(application.bot)
                        return command
                    }
                }
        }
    }
}

extension WorldState {
    fileprivate func home(_ guild: Snowflake, of user: Snowflake) -> JSON {
        let seen = channels.filter { $0.value.guild == guild && canSee(user, $0.key) }.sorted { $0.key < $1.key }
        let members = (guilds[guild]?.members ?? [:]).keys.sorted().compactMap { id -> JSON? in
            var member = self.member(id, of: guild)
            member?["status"] = guilds[guild]?.presences[id]?["status"] ?? "offline"
            return member
        }
        return [
            "id": JSON(guild), "name": guilds[guild]?.object["name"] ?? "", "members": .array(members),
            "roles": .array((guilds[guild]?.roles ?? [:]).sorted { $0.key < $1.key }.map(\.value)),
            "channels": .array(seen.filter { !isArchived($0.key) }.map(\.value.object)),
            "voice": .array((guilds[guild]?.voiceStates ?? [:]).sorted { $0.key < $1.key }.map(\.value)),
        ]
    }

    fileprivate func directs(of user: Snowflake) -> [JSON] {
        channels.filter { $0.value.kind.isDirect && $0.value.recipients.contains(user) }.keys.sorted()
            .compactMap { channel($0, seenBy: user) }
    }
}
