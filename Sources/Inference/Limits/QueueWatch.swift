import Synchronization

/// Tells whoever runs out of patience outside whether a call still stands in our own queue: then its provider
/// is not to blame.
final class QueueWatch: Sendable {
    @TaskLocal static var current: QueueWatch?

    private let flag = Atomic(false)

    var isWaiting: Bool {
        get { flag.load(ordering: .acquiring) }
        set { flag.store(newValue, ordering: .releasing) }
    }
}
