/// Which replies are kept, and for how long. Pure: the time comes with each question.
package struct ReplyCache: Sendable {
    /// What became of the questions so far.
    package struct Statistics: Sendable, Equatable {
        package var hits = 0
        package var misses = 0
        package var evictions = 0
        package var expirations = 0
    }

    private struct Entry {
        let parts: [ReplyPart]
        let expires: Duration
    }

    private let lifetime: Duration
    private var entries: LRUCache<PromptKey, Entry>
    private(set) var statistics = Statistics()
    /// How often everything was forgotten: a reply that was asked for before that is not to be kept.
    private(set) var clearings = 0

    var count: Int { entries.count }

    init(lifetime: Duration, capacity: Int) {
        self.lifetime = lifetime
        entries = LRUCache(capacity: capacity)
    }

    mutating func reply(for key: PromptKey, now: Duration) -> [ReplyPart]? {
        if let entry = entries.value(for: key) {
            if now < entry.expires {
                statistics.hits &+= 1
                return entry.parts
            }
            entries.remove(key)
            statistics.expirations &+= 1
        }
        statistics.misses &+= 1
        return nil
    }

    mutating func store(_ parts: [ReplyPart], for key: PromptKey, now: Duration) {
        if entries.set(Entry(parts: parts, expires: now + lifetime), for: key) != nil { statistics.evictions &+= 1 }
    }

    mutating func clear() {
        entries.removeAll()
        clearings &+= 1
    }
}
