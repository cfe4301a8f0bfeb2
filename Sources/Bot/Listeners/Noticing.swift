import DiscordModel

/// Tells from an event what somebody did, compared with what was known of them.
///
/// Discord says how things are, not what changed: who is met for the first time only becomes known. Of ``limit``
/// people what matters is remembered; when that is full, all are met anew.
struct Noticing: Sendable {
    static let limit = 8_192

    struct Noticed: Sendable, Equatable {
        var happening: Happening
        var guild: Snowflake
        var user: Snowflake
        var name: String
        var isBot = false
        /// Where those who know the roles of a person look them up.
        var roles: [Snowflake] = []
        /// Where it happened, if in a channel that is written in.
        var channel: Snowflake?
    }

    private struct Person: Hashable {
        var guild: Snowflake
        var user: Snowflake
    }

    private struct Known: Sendable {
        var name: String?
        var roles: [Snowflake]?
        var isMuted: Bool?
        var activities: Set<String>?
    }

    private var people: [Person: Known] = [:]

    /// - Parameter directory: as it was before the event.
    mutating func notice(_ event: GatewayEvent, own: Snowflake, _ directory: GuildDirectory) -> Noticed? {
        switch event {
        case .messageCreated(let message): learn(message)
        case .reactionAdded(let reaction): return notice(reaction, own: own)
        case .voiceState(let state): return notice(state, directory)
        case .memberUpdated(let member): return notice(member, directory)
        case .presence(let presence): return notice(presence)
        default: break
        }
        return nil
    }

    private mutating func learn(_ message: Message) {
        guard let guild = message.guildId, let member = message.member, message.webhookId == nil else { return }
        change(Person(guild: guild, user: message.author.id)) { known in
            known.name = message.authorName
            known.roles = known.roles ?? member.roles
        }
    }

    private func notice(_ reaction: ReactionEvent, own: Snowflake) -> Noticed? {
        guard let guild = reaction.guildId, reaction.messageAuthorId == own, let member = reaction.member,
            let name = member.shownName
        else { return nil }
        return Noticed(
            happening: .reaction(emoji: reaction.emoji.name ?? "an emoji"), guild: guild, user: reaction.userId,
            name: name, isBot: member.user?.bot ?? false, roles: member.roles, channel: reaction.channelId)
    }

    private mutating func notice(_ state: VoiceState, _ directory: GuildDirectory) -> Noticed? {
        guard let guild = state.guildId, let member = state.member, let name = member.shownName else { return nil }
        let wasMuted = people[Person(guild: guild, user: state.userId)]?.isMuted
        change(Person(guild: guild, user: state.userId)) { $0.isMuted = state.selfMute }
        let before = directory.guild(guild)?.voice[state.userId]
        let happening: Happening? =
            switch (before, state.channelId) {
            case (nil, let channel?):
                .voiceJoined(company: (directory.guild(guild)?.company(in: channel) ?? 0) + 1)
            case (_?, nil): .voiceLeft
            case (let old?, let new?) where old != new: .voiceMoved
            case (_?, _?) where wasMuted == true && !state.selfMute: .unmuted
            default: nil
            }
        return happening.map {
            Noticed(
                happening: $0, guild: guild, user: state.userId, name: name, isBot: member.user?.bot ?? false,
                roles: member.roles)
        }
    }

    private mutating func notice(_ member: Member, _ directory: GuildDirectory) -> Noticed? {
        guard let guild = member.guildId, let user = member.user, let name = member.shownName else { return nil }
        let person = Person(guild: guild, user: user.id)
        let before = people[person]?.roles
        change(person) { known in
            known.roles = member.roles
            known.name = name
        }
        let added = before.flatMap { before in member.roles.first { !before.contains($0) } }
        guard let added, let role = directory.guild(guild)?.roles[added] else { return nil }
        return Noticed(
            happening: .roleAdded(name: role.name), guild: guild, user: user.id, name: name, isBot: user.bot,
            roles: member.roles)
    }

    private mutating func notice(_ presence: Presence) -> Noticed? {
        guard let guild = presence.guildId, let user = presence.user?.id else { return nil }
        let person = Person(guild: guild, user: user)
        let before = people[person]?.activities
        let now = presence.activities.prefix(8).filter { [.playing, .streaming].contains($0.type) }.map(\.name)
        change(person) { $0.activities = Set(now) }
        guard let before, let new = now.first(where: { !before.contains($0) }), let known = people[person],
            let name = known.name
        else { return nil }
        return Noticed(
            happening: .activity(name: new), guild: guild, user: user, name: name, roles: known.roles ?? [])
    }

    private mutating func change(_ person: Person, _ edit: (inout Known) -> Void) {
        if people.count >= Self.limit, people[person] == nil { people = [:] }
        edit(&people[person, default: Known()])
    }
}

extension Member {
    /// What it is called where it is a member; nil where nobody said.
    fileprivate var shownName: String? { nick ?? user?.globalName ?? user?.username }
}
