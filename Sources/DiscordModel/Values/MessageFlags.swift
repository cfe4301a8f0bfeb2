/// <https://docs.discord.com/developers/resources/message#message-object-message-flags>
package struct MessageFlags: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let crossposted = Self(rawValue: 1 << 0)
    package static let isCrosspost = Self(rawValue: 1 << 1)
    package static let suppressEmbeds = Self(rawValue: 1 << 2)
    package static let sourceMessageDeleted = Self(rawValue: 1 << 3)
    package static let urgent = Self(rawValue: 1 << 4)
    package static let hasThread = Self(rawValue: 1 << 5)
    /// Only the one who used the command sees it.
    package static let ephemeral = Self(rawValue: 1 << 6)
    package static let loading = Self(rawValue: 1 << 7)
    package static let failedToMentionSomeRoles = Self(rawValue: 1 << 8)
    package static let suppressNotifications = Self(rawValue: 1 << 12)
    package static let isVoiceMessage = Self(rawValue: 1 << 13)
    package static let hasSnapshot = Self(rawValue: 1 << 14)
    /// Nothing but components is in it. Cannot be taken off again.
    package static let isComponentsV2 = Self(rawValue: 1 << 15)
}

extension MessageFlags: JSONReadable, Encodable {
    package init(from json: inout JSONReader) throws(JSONFault) { self.init(rawValue: try json.int()) }

    package func encode(to encoder: any Encoder) throws { try rawValue.encode(to: encoder) }
}
