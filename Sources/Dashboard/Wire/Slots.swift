import Synchronization

/// A bounded number of places: whoever finds none free is sent away, nobody waits.
final class Slots: Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) { free = Mutex(count) }

    func take() -> Place? {
        let isFree = free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
        return isFree ? Place(slots: self) : nil
    }

    /// A place somebody holds; it is given back once, at the latest when it is forgotten.
    final class Place: Sendable {
        private let slots: Slots
        private let isHeld = Mutex(true)

        fileprivate init(slots: Slots) { self.slots = slots }

        deinit { giveBack() }

        func giveBack() {
            let wasHeld = isHeld.withLock { isHeld in
                defer { isHeld = false }
                return isHeld
            }
            if wasHeld { slots.free.withLock { $0 += 1 } }
        }
    }
}
