import Synchronization

/// How often something happened.
final class Counted: Sendable {
    private let number = Mutex(0)

    var times: Int { number.withLock { $0 } }
    func count() { number.withLock { $0 += 1 } }
}
