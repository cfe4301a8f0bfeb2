import Inference
import Synchronization

/// The books of the database that were looked through last, ready for the next time.
final class LoreBookCache: Sendable {
    /// Bytes of the files they were made of; a larger one is kept alone.
    static let capacity = 32 << 20
    private static let mostBooks = 500

    private struct State {
        var books = LRUCache<Int64, (book: ReadyLorebook, size: Int)>(capacity: LoreBookCache.mostBooks)
        var size = 0
    }

    private let state = Mutex(State())

    /// - Parameter revision: another one after each change.
    func book(_ revision: Int64) -> ReadyLorebook? { state.withLock { $0.books.value(for: revision)?.book } }

    func keep(_ book: ReadyLorebook, _ revision: Int64, size: Int) {
        state.withLock { state in
            if let old = state.books.remove(revision) { state.size -= old.size }
            if let oldest = state.books.set((book, size), for: revision) { state.size -= oldest.value.size }
            state.size += size
            while state.size > Self.capacity, state.books.count > 1, let oldest = state.books.removeOldest() {
                state.size -= oldest.value.size
            }
        }
    }
}
