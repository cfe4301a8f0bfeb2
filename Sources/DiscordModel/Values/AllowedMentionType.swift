package struct AllowedMentionType: OpenEnum {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let users = Self(rawValue: "users")
    package static let roles = Self(rawValue: "roles")
    package static let everyone = Self(rawValue: "everyone")
}
