/// For whom an application is installed.
package struct IntegrationType: OpenEnum {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let guild = Self(rawValue: 0)
    package static let user = Self(rawValue: 1)
}
