package struct MessageReferenceType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let reply = Self(rawValue: 0)
    package static let forward = Self(rawValue: 1)
}
