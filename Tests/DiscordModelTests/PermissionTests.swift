import Testing

@testable import DiscordModel

@Suite struct PermissionTests {
    static let guild = Snowflake(1)
    static let owner = Snowflake(2)
    static let ann = Snowflake(3)
    static let helper = Snowflake(10)
    static let muted = Snowflake(11)
    static let boss = Snowflake(12)

    static let rolePermissions: [Snowflake: Permissions] = [
        guild: [.viewChannel, .sendMessages, .readMessageHistory], helper: [.manageMessages], muted: [],
        boss: [.administrator],
    ]

    static func holder(
        _ user: Snowflake = ann, roles: [Snowflake] = [], isTimedOut: Bool = false
    ) -> PermissionHolder {
        PermissionHolder(
            userID: user, guildID: guild, ownerID: owner, roles: roles, isTimedOut: isTimedOut,
            rolePermissions: { rolePermissions[$0] })
    }

    static func overwrite(
        _ id: Snowflake, _ type: PermissionOverwriteType, allow: Permissions = [], deny: Permissions = []
    ) -> PermissionOverwrite {
        var overwrite = PermissionOverwrite()
        (overwrite.id, overwrite.type, overwrite.allow, overwrite.deny) = (id, type, allow, deny)
        return overwrite
    }

    @Test func `a member has what everybody has and what the roles add`() {
        #expect(Self.holder().permissions == [.viewChannel, .sendMessages, .readMessageHistory])
        #expect(Self.holder(roles: [Self.helper]).permissions.contains([.sendMessages, .manageMessages]))
        #expect(Self.holder(roles: [Snowflake(99)]).permissions == Self.holder().permissions)
    }

    @Test func `owners and administrators may do everything, in every channel, even timed out`() {
        let closed = [Self.overwrite(Self.guild, .role, deny: .all), Self.overwrite(Self.owner, .member, deny: .all)]
        for holder in [
            Self.holder(Self.owner, isTimedOut: true), Self.holder(roles: [Self.boss], isTimedOut: true),
        ] {
            #expect(holder.permissions == .all)
            #expect(holder.permissions(under: closed) == .all)
        }
    }

    @Test func `overwrites count in their order: everybody, roles together, the member`() {
        let ann = Self.holder(roles: [Self.helper, Self.muted])
        let everybody = Self.overwrite(Self.guild, .role, deny: .sendMessages)
        #expect(!ann.permissions(under: [everybody]).contains(.sendMessages))
        let roles = [
            Self.overwrite(Self.helper, .role, allow: .sendMessages),
            Self.overwrite(Self.muted, .role, deny: .sendMessages),
        ]
        #expect(ann.permissions(under: roles + [everybody]).contains(.sendMessages))
        #expect(ann.permissions(under: (roles + [everybody]).reversed()).contains(.sendMessages))
        let member = Self.overwrite(Self.ann, .member, deny: .sendMessages)
        #expect(!ann.permissions(under: [member] + roles).contains(.sendMessages))
        let others = [
            Self.overwrite(Self.boss, .role, deny: .all), Self.overwrite(Self.owner, .member, deny: .all),
            Self.overwrite(Self.ann, .role, deny: .all), Self.overwrite(Self.helper, .member, deny: .all),
        ]
        #expect(ann.permissions(under: others) == ann.permissions)
    }

    @Test func `who does not see a channel may do nothing there`() {
        let hidden = [Self.overwrite(Self.guild, .role, deny: .viewChannel)]
        #expect(Self.holder(roles: [Self.helper]).permissions(under: hidden) == [])
    }

    @Test func `who is timed out may look and read`() {
        let holder = Self.holder(roles: [Self.helper], isTimedOut: true)
        let open = [Self.overwrite(Self.ann, .member, allow: .sendMessages)]
        #expect(holder.permissions == [.viewChannel, .readMessageHistory])
        #expect(holder.permissions(under: open) == [.viewChannel, .readMessageHistory])
    }

    @Test func `writing in a thread has a permission of its own`() {
        let inChannels: Permissions = [.viewChannel, .sendMessages]
        let inThreads: Permissions = [.viewChannel, .sendMessagesInThreads]
        #expect(inChannels.allowWriting(in: .text) && !inChannels.allowWriting(in: .publicThread))
        #expect(!inThreads.allowWriting(in: .voice) && inThreads.allowWriting(in: .privateThread))
        #expect(!Permissions.sendMessages.allowWriting(in: .text))
    }

    @Test func `permissions travel as text, also the highest`() throws {
        let all = Permissions(rawValue: .max)
        #expect(try JSON(all) == "18446744073709551615")
        #expect(try Permissions(json: Array(#""18446744073709551615""#.utf8)) == all)
        #expect(try Permissions(json: Array("8".utf8)) == .administrator)
        #expect(try JSON(NumericPermissions([.bypassSlowmode])) == .integer(1 << 52))
        #expect(Permissions.sendMessages.rawValue == 1 << 11 && Permissions.pinMessages.rawValue == 1 << 51)
    }
}
