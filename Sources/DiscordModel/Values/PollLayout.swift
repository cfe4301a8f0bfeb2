package struct PollLayout: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let standard = Self(rawValue: 1)
}
