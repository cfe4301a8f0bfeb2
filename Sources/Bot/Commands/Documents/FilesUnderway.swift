import Companion
import DiscordModel
import Synchronization

/// Who has a file read at this moment: one each, and few at once, for a file may be large and hard to read.
final class FilesUnderway: Sendable {
    private static let mostAtOnce = 4

    private let readers = Mutex<Set<Snowflake>>([])

    /// - Throws: ``Mistake`` where somebody must wait.
    func read<Value>(for person: Snowflake, _ work: () async throws -> Value) async throws -> Value {
        let refusal: Mistake? = readers.withLock { readers in
            if readers.contains(person) { return Mistake("I am still reading your last file.", .busy) }
            if readers.count >= Self.mostAtOnce { return Mistake("I am reading others' files. Try again soon.", .busy) }
            readers.insert(person)
            return nil
        }
        if let refusal { throw refusal }
        defer { readers.withLock { _ = $0.remove(person) } }
        return try await work()
    }
}
