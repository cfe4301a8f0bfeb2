/// What made a message appear. <https://docs.discord.com/developers/resources/message#message-object-message-types>
package struct MessageType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let plain = Self(rawValue: 0)
    package static let recipientAdded = Self(rawValue: 1)
    package static let recipientRemoved = Self(rawValue: 2)
    package static let call = Self(rawValue: 3)
    package static let channelRenamed = Self(rawValue: 4)
    package static let channelIconChanged = Self(rawValue: 5)
    package static let pinned = Self(rawValue: 6)
    package static let memberJoined = Self(rawValue: 7)
    package static let boost = Self(rawValue: 8)
    package static let threadCreated = Self(rawValue: 18)
    package static let reply = Self(rawValue: 19)
    package static let command = Self(rawValue: 20)
    package static let threadStarter = Self(rawValue: 21)
    package static let contextMenuCommand = Self(rawValue: 23)
    package static let autoModeration = Self(rawValue: 24)
    package static let roleSubscription = Self(rawValue: 25)
    package static let pollResult = Self(rawValue: 46)
}
