import DiscordModel

/// Who can read which channel, as far as roles tell: members themselves are not kept.
extension DirectoryGuild {
    /// The channels that every reader of this one is sure to be able to read as well, now. Where that cannot be told
    /// from roles alone, a channel is left out.
    ///
    /// - What is said in an age-restricted channel stays in age-restricted ones.
    /// - Guests of a call read along in its channel, whatever their roles: from there nothing else is readable.
    func readable(byReadersOf channel: Snowflake) -> [Snowflake] {
        guard let type = channels[channel]?.type, ![.voice, .stage].contains(type), let room = room(of: channel)
        else { return [] }
        let everyone = roles[id]?.permissions ?? []
        let isGrantedToSome = roles.values.contains { $0.permissions.contains(.viewChannel) }
        func door(of room: DirectoryChannel) -> Door? {
            // Who may read a channel whose rules are unknown is not known.
            room.overwrites.map { Door($0, everyone: (id, everyone), isGrantedToSome: isGrantedToSome) }
        }
        guard let here = door(of: room) else { return [] }
        return channels.compactMap { other, entry in
            // Of a private thread the members are not known, and who hears a call need not have read what was written.
            guard other != channel, ![.privateThread, .voice, .stage].contains(entry.type),
                let otherRoom = self.room(of: other), room.isAgeRestricted || !otherRoom.isAgeRestricted,
                let there = door(of: otherRoom), there.letsIn(all: here)
            else { return nil }
            return other
        }
    }
}

/// What decides who may read a channel. Administrators may always.
private struct Door {
    private static let reading: Permissions = [.viewChannel, .readMessageHistory]

    /// All members may read, also what was written earlier.
    let isOpen: Bool
    /// Only those may read who are let in by name or role.
    let isClosed: Bool
    /// Roles and members that may see it, and those of them that may also read what was written earlier.
    let viewers: Set<Snowflake>
    let readers: Set<Snowflake>
    /// Somebody is kept out, whatever else they are.
    let hasOutcasts: Bool
    /// Two channels with the same rules have the same readers.
    let rules: Set<[UInt64]>

    init(
        _ overwrites: [PermissionOverwrite], everyone: (id: Snowflake, permissions: Permissions), isGrantedToSome: Bool
    ) {
        let own = overwrites.first { $0.id == everyone.id }
        let base = everyone.permissions.subtracting(own?.deny ?? []).union(own?.allow ?? [])
        let others = overwrites.filter { $0.id != everyone.id }
        let viewing = others.filter { $0.allow.contains(.viewChannel) }
        hasOutcasts = others.contains { !$0.deny.isDisjoint(with: Self.reading) }
        isOpen = base.isSuperset(of: Self.reading) && !hasOutcasts
        isClosed = !base.contains(.viewChannel) && (own?.deny.contains(.viewChannel) == true || !isGrantedToSome)
        viewers = Set(viewing.map(\.id))
        readers = Set(viewing.filter { $0.allow.union(base).contains(.readMessageHistory) }.map(\.id))
        rules = Set(
            overwrites.map { overwrite in
                let (allow, deny) = (
                    overwrite.allow.intersection(Self.reading), overwrite.deny.intersection(Self.reading)
                )
                return [overwrite.id.rawValue, allow.rawValue, deny.rawValue]
            }.filter { $0.dropFirst() != [0, 0] })
    }

    /// Whether everybody who may see the other one may read this one.
    func letsIn(all other: Door) -> Bool {
        isOpen || rules == other.rules || !hasOutcasts && other.isClosed && other.viewers.isSubset(of: readers)
    }
}
