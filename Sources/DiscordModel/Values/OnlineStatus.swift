/// <https://docs.discord.com/developers/events/gateway-events#update-presence-status-types>
package struct OnlineStatus: OpenEnum {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let online = Self(rawValue: "online")
    package static let doNotDisturb = Self(rawValue: "dnd")
    package static let idle = Self(rawValue: "idle")
    package static let invisible = Self(rawValue: "invisible")
    package static let offline = Self(rawValue: "offline")
}
