/// <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type>
package struct CommandOptionType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let subcommand = Self(rawValue: 1)
    package static let subcommandGroup = Self(rawValue: 2)
    package static let string = Self(rawValue: 3)
    package static let integer = Self(rawValue: 4)
    package static let boolean = Self(rawValue: 5)
    package static let user = Self(rawValue: 6)
    package static let channel = Self(rawValue: 7)
    package static let role = Self(rawValue: 8)
    package static let mentionable = Self(rawValue: 9)
    package static let number = Self(rawValue: 10)
    package static let attachment = Self(rawValue: 11)
}
