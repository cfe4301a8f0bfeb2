package struct TextInputStyle: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let short = Self(rawValue: 1)
    package static let paragraph = Self(rawValue: 2)
}
