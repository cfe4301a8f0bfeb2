/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type>
package struct InteractionType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let ping = Self(rawValue: 1)
    package static let command = Self(rawValue: 2)
    package static let component = Self(rawValue: 3)
    package static let autocomplete = Self(rawValue: 4)
    package static let modalSubmit = Self(rawValue: 5)
}
