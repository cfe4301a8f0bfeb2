/// <https://docs.discord.com/developers/resources/channel#channel-object-channel-types>
package struct ChannelType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let text = Self(rawValue: 0)
    package static let direct = Self(rawValue: 1)
    package static let voice = Self(rawValue: 2)
    package static let group = Self(rawValue: 3)
    package static let category = Self(rawValue: 4)
    package static let announcement = Self(rawValue: 5)
    package static let announcementThread = Self(rawValue: 10)
    package static let publicThread = Self(rawValue: 11)
    package static let privateThread = Self(rawValue: 12)
    package static let stage = Self(rawValue: 13)
    package static let directory = Self(rawValue: 14)
    package static let forum = Self(rawValue: 15)
    package static let media = Self(rawValue: 16)
}
