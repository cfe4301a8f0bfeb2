/// Who shares which call. Pure: the time comes with each event.
///
/// A flight is in the air from its first passenger until its reply has ended. A
/// reply that ended well is served to whoever asks the same until `linger` has
/// passed.
struct FlightBoard<Craft> {
    enum Boarding {
        /// The first to ask: the call is to be made.
        case start(Craft)
        /// The call is under way, or just done.
        case join(Craft)
        /// As many flights as may be; this one asks for itself.
        case alone
    }

    private struct Entry {
        let id: Int
        let flight: Craft
        var passengers: Int
        var forgetAt: Duration?
    }

    private let capacity: Int
    private let linger: Duration
    private var entries: [PromptKey: Entry] = [:]
    /// Landed flights in the order in which they are to be forgotten.
    private var landed: [(key: PromptKey, id: Int)] = []
    private var lastID = 0

    var count: Int { entries.count }

    /// - Parameter capacity: flights in the air and lingering; beyond it, prompts go alone.
    init(capacity: Int, linger: Duration) {
        self.capacity = capacity
        self.linger = linger
    }

    mutating func board(_ key: PromptKey, now: Duration, make: (_ id: Int) -> Craft) -> Boarding {
        forget(now: now)
        if let flight = entries[key]?.flight {
            entries[key]?.passengers &+= 1
            return .join(flight)
        }
        guard entries.count < capacity else { return .alone }
        lastID &+= 1
        let flight = make(lastID)
        entries[key] = Entry(id: lastID, flight: flight, passengers: 1)
        return .start(flight)
    }

    /// One passenger is done or gave up.
    ///
    /// - Returns: whether nobody waits for this flight any more, so that its call is to be cancelled.
    mutating func leave(_ key: PromptKey, id: Int) -> Bool {
        guard let entry = entries[key], entry.id == id else { return false }
        entries[key]?.passengers &-= 1
        guard entry.passengers <= 1, entry.forgetAt == nil else { return false }
        entries[key] = nil
        return true
    }

    /// The call is over; `well` says whether its reply may be given again.
    mutating func land(_ key: PromptKey, id: Int, well: Bool, now: Duration) {
        guard entries[key]?.id == id else { return }
        guard well, linger > .zero else {
            entries[key] = nil
            return
        }
        entries[key]?.forgetAt = now + linger
        landed.append((key, id))
    }

    /// Nobody boards a closed board any more; everything goes alone.
    mutating func clear() {
        entries = [:]
        landed = []
    }

    /// Whoever asks now starts anew, unless the call is still under way.
    mutating func forgetLanded() {
        for (key, id) in landed where entries[key]?.id == id { entries[key] = nil }
        landed = []
    }

    private mutating func forget(now: Duration) {
        while let first = landed.first {
            if let entry = entries[first.key], entry.id == first.id {
                guard let due = entry.forgetAt, due <= now else { return }
                entries[first.key] = nil
            }
            landed.removeFirst()
        }
    }
}
