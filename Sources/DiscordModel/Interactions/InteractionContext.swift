/// Where a command may be used, or was.
package struct InteractionContext: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let guild = Self(rawValue: 0)
    package static let botDirectMessage = Self(rawValue: 1)
    package static let privateChannel = Self(rawValue: 2)
}
