package struct PermissionOverwriteType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let role = Self(rawValue: 0)
    package static let member = Self(rawValue: 1)
}
