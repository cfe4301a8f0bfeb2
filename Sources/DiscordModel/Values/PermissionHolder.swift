/// Somebody in a server, as far as their permissions go.
///
/// <https://docs.discord.com/developers/topics/permissions#permission-hierarchy>
package struct PermissionHolder: Equatable, Sendable {
    package let userID: Snowflake
    /// Also the id of the role that everybody has.
    package let guildID: Snowflake
    package let roles: [Snowflake]
    /// In the server as a whole.
    package let permissions: Permissions
    package let isTimedOut: Bool

    /// - Parameters:
    ///   - roles: the member's, without the one that everybody has.
    ///   - rolePermissions: of each role of the server, that of everybody among them.
    package init(
        userID: Snowflake, guildID: Snowflake, ownerID: Snowflake?, roles: some Sequence<Snowflake>,
        isTimedOut: Bool = false, rolePermissions: (Snowflake) -> Permissions?
    ) {
        self.userID = userID
        self.guildID = guildID
        self.roles = Array(roles)
        self.isTimedOut = isTimedOut
        let granted = self.roles.reduce(into: rolePermissions(guildID) ?? []) { granted, role in
            granted.formUnion(rolePermissions(role) ?? [])
        }
        let isAlmighty = userID == ownerID || granted.contains(.administrator)
        permissions = isAlmighty ? .all : Self.reduced(granted, isTimedOut: isTimedOut)
    }

    /// In a channel with these overwrites; for a thread, those of its parent.
    package func permissions(under overwrites: [PermissionOverwrite]) -> Permissions {
        if permissions.contains(.administrator) { return .all }
        var result = permissions
        result.apply(overwrites) { $0.type == .role && $0.id == guildID }
        result.apply(overwrites) { $0.type == .role && $0.id != guildID && roles.contains($0.id) }
        result.apply(overwrites) { $0.type == .member && $0.id == userID }
        guard result.contains(.viewChannel) else { return [] }
        return Self.reduced(result, isTimedOut: isTimedOut)
    }

    /// Who is timed out may look and read, nothing else.
    private static func reduced(_ permissions: Permissions, isTimedOut: Bool) -> Permissions {
        isTimedOut ? permissions.intersection([.viewChannel, .readMessageHistory]) : permissions
    }
}

extension Permissions {
    /// Of all that hold, first what they take away, then what they grant.
    @inline(__always)
    fileprivate mutating func apply(_ overwrites: [PermissionOverwrite], where holds: (PermissionOverwrite) -> Bool) {
        for overwrite in overwrites where holds(overwrite) { subtract(overwrite.deny) }
        for overwrite in overwrites where holds(overwrite) { formUnion(overwrite.allow) }
    }

    /// Whether these, of a channel of that kind, are enough to write there.
    package func allowWriting(in type: ChannelType) -> Bool {
        contains([.viewChannel, type.isThread ? .sendMessagesInThreads : .sendMessages])
    }
}

extension ChannelType {
    package var isThread: Bool { [.announcementThread, .publicThread, .privateThread].contains(self) }
    /// A conversation without a server.
    package var isPrivate: Bool { [.direct, .group].contains(self) }
}
