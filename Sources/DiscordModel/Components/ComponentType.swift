/// <https://docs.discord.com/developers/components/reference#component-object-component-types>
package struct ComponentType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let actionRow = Self(rawValue: 1)
    package static let button = Self(rawValue: 2)
    package static let stringSelect = Self(rawValue: 3)
    package static let textInput = Self(rawValue: 4)
    package static let userSelect = Self(rawValue: 5)
    package static let roleSelect = Self(rawValue: 6)
    package static let mentionableSelect = Self(rawValue: 7)
    package static let channelSelect = Self(rawValue: 8)
    package static let section = Self(rawValue: 9)
    package static let textDisplay = Self(rawValue: 10)
    package static let thumbnail = Self(rawValue: 11)
    package static let mediaGallery = Self(rawValue: 12)
    package static let file = Self(rawValue: 13)
    package static let separator = Self(rawValue: 14)
    package static let container = Self(rawValue: 17)
    package static let label = Self(rawValue: 18)
    package static let fileUpload = Self(rawValue: 19)
    package static let radioGroup = Self(rawValue: 21)
    package static let checkboxGroup = Self(rawValue: 22)
    package static let checkbox = Self(rawValue: 23)
}
