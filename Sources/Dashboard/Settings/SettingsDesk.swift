/// Where the page reads and changes settings; `App` stands behind it.
package struct SettingsDesk: Sendable {
    /// All that may be seen here, in the order of the page.
    package var list: @Sendable () async -> [EditableSetting]

    /// Changes one to a text that fits its kind, or back to its default (nil).
    /// Throws a `Mistake` where the value is refused.
    package var change: @Sendable (_ key: String, _ value: String?, _ who: String) async throws -> Void

    package init(
        list: @escaping @Sendable () async -> [EditableSetting],
        change: @escaping @Sendable (_ key: String, _ value: String?, _ who: String) async throws -> Void
    ) {
        self.list = list
        self.change = change
    }
}
