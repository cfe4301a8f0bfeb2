/// What somebody may do; a number of up to 64 bits, as text on the wire.
///
/// <https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags>
package struct Permissions: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(bit: UInt64) { rawValue = 1 << bit }

    package static let createInvite = Self(bit: 0)
    package static let kickMembers = Self(bit: 1)
    package static let banMembers = Self(bit: 2)
    package static let administrator = Self(bit: 3)
    package static let manageChannels = Self(bit: 4)
    package static let manageGuild = Self(bit: 5)
    package static let addReactions = Self(bit: 6)
    package static let viewAuditLog = Self(bit: 7)
    package static let prioritySpeaker = Self(bit: 8)
    package static let stream = Self(bit: 9)
    package static let viewChannel = Self(bit: 10)
    package static let sendMessages = Self(bit: 11)
    package static let sendSpokenMessages = Self(bit: 12)
    package static let manageMessages = Self(bit: 13)
    package static let embedLinks = Self(bit: 14)
    package static let attachFiles = Self(bit: 15)
    package static let readMessageHistory = Self(bit: 16)
    package static let mentionEveryone = Self(bit: 17)
    package static let useExternalEmojis = Self(bit: 18)
    package static let viewInsights = Self(bit: 19)
    package static let connect = Self(bit: 20)
    package static let speak = Self(bit: 21)
    package static let muteMembers = Self(bit: 22)
    package static let deafenMembers = Self(bit: 23)
    package static let moveMembers = Self(bit: 24)
    package static let useVoiceActivity = Self(bit: 25)
    package static let changeNickname = Self(bit: 26)
    package static let manageNicknames = Self(bit: 27)
    package static let manageRoles = Self(bit: 28)
    package static let manageWebhooks = Self(bit: 29)
    package static let manageExpressions = Self(bit: 30)
    package static let useApplicationCommands = Self(bit: 31)
    package static let requestToSpeak = Self(bit: 32)
    package static let manageEvents = Self(bit: 33)
    package static let manageThreads = Self(bit: 34)
    package static let createPublicThreads = Self(bit: 35)
    package static let createPrivateThreads = Self(bit: 36)
    package static let useExternalStickers = Self(bit: 37)
    package static let sendMessagesInThreads = Self(bit: 38)
    package static let useEmbeddedActivities = Self(bit: 39)
    package static let moderateMembers = Self(bit: 40)
    package static let viewMonetization = Self(bit: 41)
    package static let useSoundboard = Self(bit: 42)
    package static let createExpressions = Self(bit: 43)
    package static let createEvents = Self(bit: 44)
    package static let useExternalSounds = Self(bit: 45)
    package static let sendVoiceMessages = Self(bit: 46)
    package static let setVoiceStatus = Self(bit: 48)
    package static let sendPolls = Self(bit: 49)
    package static let useExternalApps = Self(bit: 50)
    package static let pinMessages = Self(bit: 51)
    package static let bypassSlowmode = Self(bit: 52)

    /// Also those that nobody has named yet.
    package static let all = Self(rawValue: (1 << 53) - 1)
}

extension Permissions: JSONReadable, Encodable {
    package init(from json: inout JSONReader) throws(JSONFault) { self.init(rawValue: try json.unsigned()) }

    package func encode(to encoder: any Encoder) throws { try String(rawValue).encode(to: encoder) }
}
