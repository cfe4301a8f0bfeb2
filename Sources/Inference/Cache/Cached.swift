import Synchronization

/// Gives a question that was answered lately the same answer again, where the prompt allows it (``Prompt/reuse``).
///
/// Only whole replies are kept: no errors, nothing cut off or empty, no tool
/// rounds. A kept reply comes as a stream whose text is in one part.
package final class Cached: LanguageModel {
    package typealias Statistics = ReplyCache.Statistics

    private let model: any LanguageModel
    private let time: Timeline
    private let entryBytes: Int
    private let cache: Mutex<ReplyCache>

    /// - Parameters:
    ///   - capacity: replies kept; the one not used for longest makes room.
    ///   - entryBytes: text beyond this is passed on but not kept.
    package init(
        _ model: any LanguageModel, lifetime: Duration = .seconds(300), capacity: Int = 1000,
        entryBytes: Int = 65_536, clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.model = model
        self.entryBytes = entryBytes
        time = Timeline(clock)
        cache = Mutex(ReplyCache(lifetime: lifetime, capacity: capacity))
    }

    package var name: String { model.name }
    package var traits: ModelTraits { get async { await model.traits } }
    package var statistics: Statistics { cache.withLock { $0.statistics } }
    package var count: Int { cache.withLock { $0.count } }

    /// Forgets every reply, those under way too: for when somebody's words are to be deleted.
    package func clear() { cache.withLock { $0.clear() } }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        guard let key = PromptKey(prompt, model: model.name) else { return try await model.reply(to: prompt) }
        let now = time.now()
        let (known, clearings) = cache.withLock { ($0.reply(for: key, now: now), $0.clearings) }
        if let known {
            Metric.cache("hit")
            return StoredReply(parts: known)
        }
        Metric.cache("miss")
        return PulledReply { [self] in
            CachedSource(PulledCall(model, prompt), limit: entryBytes) { self.store($0, key, clearings) }
        }
    }

    private func store(_ parts: [ReplyPart], _ key: PromptKey, _ clearings: Int) {
        let now = time.now()
        cache.withLock { cache in
            if cache.clearings == clearings { cache.store(parts, for: key, now: now) }
        }
    }
}

private final class CachedSource: PartSource {
    private var call: PulledCall
    private var record: ReplyRecord
    private let keep: ([ReplyPart]) -> Void

    init(_ call: PulledCall, limit: Int, keep: @escaping ([ReplyPart]) -> Void) {
        self.call = call
        self.keep = keep
        record = ReplyRecord(limit: limit)
    }

    func next() async throws -> ReplyPart? {
        guard let part = try await call.next() else { return nil }
        record.note(part)
        if case .finish = part, let parts = record.repeatable { keep(parts) }
        return part
    }
}
