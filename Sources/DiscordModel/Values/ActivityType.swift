/// <https://docs.discord.com/developers/events/gateway-events#activity-object-activity-types>
package struct ActivityType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let playing = Self(rawValue: 0)
    package static let streaming = Self(rawValue: 1)
    package static let listening = Self(rawValue: 2)
    package static let watching = Self(rawValue: 3)
    package static let custom = Self(rawValue: 4)
    package static let competing = Self(rawValue: 5)
}
