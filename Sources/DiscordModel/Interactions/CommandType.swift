/// <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-types>
package struct CommandType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let chatInput = Self(rawValue: 1)
    package static let user = Self(rawValue: 2)
    package static let message = Self(rawValue: 3)
    package static let primaryEntryPoint = Self(rawValue: 4)
}
