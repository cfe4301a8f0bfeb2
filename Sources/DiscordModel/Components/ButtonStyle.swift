package struct ButtonStyle: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let primary = Self(rawValue: 1)
    package static let secondary = Self(rawValue: 2)
    package static let success = Self(rawValue: 3)
    package static let danger = Self(rawValue: 4)
    package static let link = Self(rawValue: 5)
    package static let premium = Self(rawValue: 6)
}
