/// Permission bits, and what follows from roles and overwrites. The simulator's own reading of
/// <https://docs.discord.com/developers/topics/permissions>.
package struct Rights: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    private static func bit(_ bit: UInt64) -> Rights { Rights(rawValue: 1 << bit) }

    package static let kickMembers = bit(1)
    package static let banMembers = bit(2)
    package static let administrator = bit(3)
    package static let manageChannels = bit(4)
    package static let manageGuild = bit(5)
    package static let addReactions = bit(6)
    package static let viewChannel = bit(10)
    package static let sendMessages = bit(11)
    package static let manageMessages = bit(13)
    package static let embedLinks = bit(14)
    package static let attachFiles = bit(15)
    package static let readMessageHistory = bit(16)
    package static let mentionEveryone = bit(17)
    package static let connect = bit(20)
    package static let speak = bit(21)
    package static let changeNickname = bit(26)
    package static let manageNicknames = bit(27)
    package static let manageRoles = bit(28)
    package static let manageWebhooks = bit(29)
    package static let useApplicationCommands = bit(31)
    package static let manageThreads = bit(34)
    package static let createPublicThreads = bit(35)
    package static let createPrivateThreads = bit(36)
    package static let sendMessagesInThreads = bit(38)
    package static let moderateMembers = bit(40)
    package static let sendPolls = bit(49)
    package static let pinMessages = bit(51)
    package static let bypassSlowmode = bit(52)

    /// All that have a meaning today.
    package static let all = Rights(rawValue: (1 << 53) - 1)
    /// What a new guild gives everybody.
    package static let everyday: Rights = [
        .addReactions, .viewChannel, .sendMessages, .embedLinks, .attachFiles, .readMessageHistory, .mentionEveryone,
        .connect, .speak, .changeNickname, .useApplicationCommands, .createPublicThreads, .createPrivateThreads,
        .sendMessagesInThreads, .sendPolls,
    ]
    /// What a member in time-out keeps.
    static let timedOut: Rights = [.viewChannel, .readMessageHistory]

    /// As it travels: a decimal number in text.
    package var text: String { String(rawValue) }

    /// Nothing for what is no number.
    package init(text: String?) { self.init(rawValue: text.flatMap { UInt64($0) } ?? 0) }
}
