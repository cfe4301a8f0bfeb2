package struct WebhookType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let incoming = Self(rawValue: 1)
    package static let follower = Self(rawValue: 2)
    package static let application = Self(rawValue: 3)
}
