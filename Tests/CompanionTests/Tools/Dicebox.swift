import Synchronization

/// The same chances again and again.
final class Dicebox: Sendable {
    private let state: Mutex<Seeded>

    init(_ seed: UInt64) { state = Mutex(Seeded(seed)) }

    func next() -> UInt64 { state.withLock { $0.next() } }
}
