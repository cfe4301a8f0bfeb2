/// Remembers what Discord refused for good, so that it is not asked again and again.
///
/// A 403 or 404 holds for five minutes for the same method, path and kind of request. A webhook that is gone, or
/// whose token is wrong, is never used again. Above its limit the oldest are forgotten.
package struct DenialMemory: Sendable {
    package struct Denial: Equatable, Sendable {
        package let status: Int
        package let code: Int
    }

    private struct Key: Hashable, Sendable {
        let method: String
        let path: String
        let hasFiles: Bool
    }

    private struct Entry {
        let denial: Denial
        /// Nil: for as long as it is remembered.
        let until: Duration?
    }

    static let period = Duration.seconds(300)
    package static let limit = 2_000
    /// Unknown webhook, invalid webhook token.
    static let goneWebhook: Set = [10015, 50027]
    /// What is refused for what it says, not for where: AutoMod, link filter, a reply without history, slow mode,
    /// a message too old to edit, a user who takes no message.
    static let aboutContent: Set = [20009, 20016, 20028, 20029, 30046, 40060, 160002, 200000, 200001, 240000]

    private var entries: [Key: Entry] = [:]
    /// Oldest first.
    private var order: [Key] = []

    package init() {}

    package func denial(of route: Route, hasFiles: Bool = false, at now: Duration) -> Denial? {
        if let gone = entries[Self.webhook(route)] { return gone.denial }
        guard let entry = entries[Self.key(route, hasFiles)], entry.until.map({ $0 > now }) ?? true else { return nil }
        return entry.denial
    }

    package mutating func note(_ route: Route, hasFiles: Bool = false, status: Int, code: Int, at now: Duration) {
        if Self.goneWebhook.contains(code), route.major.hasPrefix("webhook/") {
            keep(Entry(denial: Denial(status: status, code: code), until: nil), as: Self.webhook(route))
        } else if status == 403 || status == 404, !Self.aboutContent.contains(code) {
            let denial = Denial(status: status, code: code)
            keep(Entry(denial: denial, until: now + Self.period), as: Self.key(route, hasFiles))
        }
    }

    /// Permissions or channels changed: what was refused may be allowed now. Webhooks that are gone stay gone.
    package mutating func forget() {
        entries = entries.filter { $0.value.until == nil }
        order.removeAll { entries[$0] == nil }
    }

    private mutating func keep(_ entry: Entry, as key: Key) {
        if entries.updateValue(entry, forKey: key) == nil { order.append(key) }
        guard order.count > Self.limit else { return }
        for old in order.prefix(Self.limit / 8) { entries[old] = nil }
        order.removeFirst(Self.limit / 8)
    }

    private static func key(_ route: Route, _ hasFiles: Bool) -> Key {
        Key(method: route.method.rawValue, path: route.path, hasFiles: hasFiles)
    }

    private static func webhook(_ route: Route) -> Key { Key(method: "", path: route.major, hasFiles: false) }
}
