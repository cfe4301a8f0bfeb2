package struct SeparatorSpacing: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let small = Self(rawValue: 1)
    package static let large = Self(rawValue: 2)
}
