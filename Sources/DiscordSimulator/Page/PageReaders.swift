import DiscordModel
import Synchronization

/// Who looks at the page, and which interactions they wait for.
final class PageReaders: Sendable {
    /// Screens at once; further ones are sent away.
    static let limit = 32
    /// Interactions of one person that are watched; beyond it the oldest are not any more.
    static let interactionLimit = 24

    private struct Contents: Sendable {
        var count = 0
        var interactions: [Snowflake: [Snowflake]] = [:]
    }

    private let contents = Mutex(Contents())

    var isFull: Bool { contents.withLock { $0.count >= Self.limit } }

    /// Whoever enters leaves later.
    func enter() throws(PageFault) {
        let isFull = contents.withLock { contents in
            guard contents.count < Self.limit else { return true }
            contents.count += 1
            return false
        }
        if isFull { throw .crowded }
    }

    func leave() { contents.withLock { $0.count -= 1 } }

    func watch(_ interaction: Snowflake, of person: Snowflake) {
        contents.withLock { contents in
            contents.interactions[person, default: []].append(interaction)
            if contents.interactions[person, default: []].count > Self.interactionLimit {
                contents.interactions[person]?.removeFirst()
            }
        }
    }

    func interactions(of person: Snowflake) -> [Snowflake] { contents.withLock { $0.interactions[person] ?? [] } }
}
