package struct ReactionType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let normal = Self(rawValue: 0)
    package static let burst = Self(rawValue: 1)
}
