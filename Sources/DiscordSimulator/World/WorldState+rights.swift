import DiscordModel
import Foundation

extension WorldState {
    /// What a member may do in a guild where no channel says otherwise.
    func rights(of user: Snowflake, inGuild id: Snowflake) -> Rights {
        guard let guild = guilds[id], let member = guild.members[user] else { return [] }
        if guild.owner == user { return .all }
        var rights = Rights(text: guild.roles[id]?["permissions"]?.string)
        for role in Self.roles(of: member) { rights.formUnion(Rights(text: guild.roles[role]?["permissions"]?.string)) }
        return rights.contains(.administrator) ? .all : rights
    }

    /// Nothing, where the channel cannot be seen. Threads take their parent's overwrites.
    func rights(of user: Snowflake, inChannel id: Snowflake) -> Rights {
        guard let channel = channels[id] else { return [] }
        guard let guild = channel.guild else { return channel.recipients.contains(user) ? .all : [] }
        guard let member = guilds[guild]?.members[user] else { return [] }
        let base = rights(of: user, inGuild: guild)
        if base == .all { return base }
        let place = channel.kind.isThread ? channel.parent.flatMap { channels[$0] } ?? channel : channel
        var rights = overwritten(base, in: place.object, guild: guild, user: user, roles: Self.roles(of: member))
        if isTimedOut(member) { rights.formIntersection(.timedOut) }
        if channel.kind == .privateThread, channel.threadMembers[user] == nil, !rights.contains(.manageThreads) {
            return []
        }
        return rights.contains(.viewChannel) ? rights : []
    }

    private func overwritten(
        _ base: Rights, in channel: JSON, guild: Snowflake, user: Snowflake, roles: [Snowflake]
    ) -> Rights {
        var rights = base
        let overwrites = channel["permission_overwrites"]?.array ?? []
        func apply(_ ids: [Snowflake]) {
            let matching = overwrites.filter { $0["id"]?.snowflake.map(ids.contains) ?? false }
            for overwrite in matching { rights.subtract(Rights(text: overwrite["deny"]?.string)) }
            for overwrite in matching { rights.formUnion(Rights(text: overwrite["allow"]?.string)) }
        }
        apply([guild])
        apply(roles)
        apply([user])
        return rights
    }

    func isTimedOut(_ member: JSON) -> Bool {
        Self.date(of: member["communication_disabled_until"]?.string).map { $0 > now } ?? false
    }

    /// For how many seconds slow mode keeps somebody from writing; nil where it does not. Bots are never slowed down.
    func slowedDown(_ user: Snowflake, in id: Snowflake) -> Double? {
        let exempt: Rights = [.bypassSlowmode, .manageMessages, .manageChannels]
        guard let channel = channels[id], let pause = channel.object["rate_limit_per_user"]?.integer, pause > 0,
            !isBot(user), rights(of: user, inChannel: id).isDisjoint(with: exempt),
            let last = channel.messages.last(where: { $0["author"]?["id"]?.snowflake == user })?["id"]?.snowflake
        else { return nil }
        let wait = Double(pause) - (now.timeIntervalSince1970 - Double(last.createdAt) / 1000)
        return wait > 0 ? wait : nil
    }

    func canSee(_ user: Snowflake, _ channel: Snowflake) -> Bool {
        rights(of: user, inChannel: channel).contains(.viewChannel)
    }

    static func roles(of member: JSON) -> [Snowflake] { (member["roles"]?.array ?? []).compactMap(\.snowflake) }
}
