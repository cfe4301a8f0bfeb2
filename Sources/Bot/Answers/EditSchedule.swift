import DiscordModel

/// Says which answer may be written to next, so that all that stream at once share what Discord allows.
///
/// Discord counts writes by channel, in windows whose size only its answers tell, and by bot, per second. Each
/// channel keeps one write of its window for answers that are done; the others are dealt to whoever has waited
/// longest since their last write. A window is believed to be over when the time that Discord named has passed
/// since its answer came, which is never too early. So no 429 is met, and what is done is written soon.
///
/// One write of a stream is under way at a time. As many streams are open as answers are being made.
struct EditSchedule: Sendable {
    struct Limits: Sendable {
        /// Between two writes of one stream, but the last.
        var pause: Duration = .seconds(1)
        /// Writes of all streams in any second; the rest of Discord's 50 is for everything else.
        var perSecond = 30
        /// What holds for a channel until Discord has told.
        var assumed = RateAllowance(limit: 5, remaining: 5, resetAfter: .seconds(5))
    }

    typealias Instant = ContinuousClock.Instant

    private struct Stream: Sendable {
        var channel: UInt64
        var wantsSince: Instant?
        /// Not before this moment, for what is not the last.
        var notBefore: Instant
        var isLast = false
        var isWriting = false
        var lastWrite: Instant?
        /// Which of all writes its last one was.
        var lastTurn: UInt64 = 0
    }

    private struct Window: Sendable {
        var limit: Int
        var left: Int
        /// When it is over; nil until Discord has told.
        var resetAt: Instant?
        /// Until Discord has told anything, one write at a time finds out.
        var isLearned = false
        var underWay = 0
        var streams = 0
    }

    private let limits: Limits
    private var streams: [UInt64: Stream] = [:]
    private var windows: [UInt64: Window] = [:]
    /// The writes of the last second.
    private var recent: [Instant] = []
    private var lastID: UInt64 = 0
    private var lastTurn: UInt64 = 0

    init(limits: Limits = Limits()) { self.limits = limits }

    var openStreams: Int { streams.count }

    mutating func open(channel: UInt64, at now: Instant) -> UInt64 {
        lastID &+= 1
        streams[lastID] = Stream(channel: channel, notBefore: now)
        enter(channel, at: now)
        return lastID
    }

    /// The stream is written elsewhere from now on. A write under way is counted as done.
    mutating func move(_ id: UInt64, to channel: UInt64, at now: Instant) {
        wrote(id, learned: nil, at: now)
        guard let stream = streams[id] else { return }
        windows[stream.channel]?.streams -= 1
        streams[id]?.channel = channel
        enter(channel, at: now)
    }

    /// The stream has something to write.
    ///
    /// - Parameters:
    ///   - isLast: all of it: it goes before what will be written again.
    ///   - notBefore: more is about to come, so a little patience saves a write.
    /// - Returns: whether that is news; if not, ``grants(at:)`` has nothing more to give than before.
    @discardableResult
    mutating func want(_ id: UInt64, isLast: Bool, notBefore: Instant? = nil, at now: Instant) -> Bool {
        guard var stream = streams[id], stream.wantsSince == nil || isLast && !stream.isLast else { return false }
        stream.wantsSince = stream.wantsSince ?? now
        stream.isLast = isLast
        if let notBefore { stream.notBefore = max(stream.notBefore, notBefore) }
        streams[id] = stream
        return true
    }

    /// Those who may write now. Each must come back with ``wrote(_:learned:at:)``.
    mutating func grants(at now: Instant) -> [UInt64] {
        recent.removeAll { $0.duration(to: now) >= .seconds(1) }
        var granted: [UInt64] = []
        let waiting = streams.filter { isDue($0.value, at: now) }.sorted { goesBefore($0, $1) }
        for (id, stream) in waiting {
            guard recent.count < limits.perSecond else { break }
            guard takeFromWindow(of: stream, at: now) else { continue }
            streams[id]?.isWriting = true
            streams[id]?.wantsSince = nil
            streams[id]?.lastWrite = now
            lastTurn &+= 1
            streams[id]?.lastTurn = lastTurn
            recent.append(now)
            granted.append(id)
        }
        return granted
    }

    /// There was nothing to write after all.
    mutating func unused(_ id: UInt64) {
        guard let stream = streams[id], stream.isWriting, var window = windows[stream.channel] else { return }
        streams[id]?.isWriting = false
        window.underWay -= 1
        window.left += 1
        windows[stream.channel] = window
        if !recent.isEmpty { recent.removeLast() }
    }

    /// A write came back, whatever became of it.
    ///
    /// - Parameter learned: what Discord told of its window; nil where nothing is known.
    mutating func wrote(_ id: UInt64, learned: RateAllowance?, at now: Instant) {
        guard let stream = streams[id], stream.isWriting else { return }
        streams[id]?.isWriting = false
        guard var window = windows[stream.channel] else { return }
        window.underWay = max(0, window.underWay - 1)
        let learned =
            learned ?? RateAllowance(limit: window.limit, remaining: window.left, resetAfter: limits.assumed.resetAfter)
        window.limit = max(1, learned.limit)
        // Those under way count, although Discord has not seen them.
        window.left = max(0, min(window.left, learned.remaining - window.underWay))
        let reset = now.advanced(by: learned.resetAfter)
        window.resetAt = window.resetAt.map { max($0, reset) } ?? reset
        window.isLearned = true
        windows[stream.channel] = window
    }

    /// Discord refused after all, for example because another program writes with the same token.
    mutating func refused(_ id: UInt64, retryAfter: Duration, at now: Instant) {
        guard let stream = streams[id] else { return }
        wrote(id, learned: nil, at: now)
        windows[stream.channel]?.left = 0
        windows[stream.channel]?.resetAt = now.advanced(by: retryAfter)
    }

    /// Nothing more will be written. A write under way is counted as done.
    mutating func close(_ id: UInt64, at now: Instant) {
        wrote(id, learned: nil, at: now)
        if let stream = streams.removeValue(forKey: id) { windows[stream.channel]?.streams -= 1 }
    }

    /// When somebody may write who may not yet; nil where only an answer of Discord changes that.
    func nextDue(at now: Instant) -> Instant? {
        let second = recent.count < limits.perSecond ? now : recent.first?.advanced(by: .seconds(1)) ?? now
        return streams.values.compactMap { stream -> Instant? in
            guard stream.wantsSince != nil, !stream.isWriting, let window = windows[stream.channel] else { return nil }
            let due = max(now, second, earliest(stream))
            if isEnough(window, for: stream) { return due }
            return window.resetAt.map { max(due, $0) }
        }.min()
    }

    // MARK: Whose turn

    private func isDue(_ stream: Stream, at now: Instant) -> Bool {
        stream.wantsSince != nil && !stream.isWriting && earliest(stream) <= now
    }

    private func earliest(_ stream: Stream) -> Instant {
        if stream.isLast { return stream.wantsSince ?? stream.notBefore }
        return max(stream.notBefore, stream.lastWrite?.advanced(by: limits.pause) ?? stream.notBefore)
    }

    /// What is done first; then who was written longest ago.
    private func goesBefore(_ a: (key: UInt64, value: Stream), _ b: (key: UInt64, value: Stream)) -> Bool {
        if a.value.isLast != b.value.isLast { return a.value.isLast }
        return (a.value.lastTurn, a.key) < (b.value.lastTurn, b.key)
    }

    // MARK: Windows

    private mutating func enter(_ channel: UInt64, at now: Instant) {
        forgetOldWindows(at: now)
        windows[channel, default: Window(limit: limits.assumed.limit, left: limits.assumed.limit)].streams += 1
    }

    private mutating func takeFromWindow(of stream: Stream, at now: Instant) -> Bool {
        guard var window = windows[stream.channel] else { return false }
        if let resetAt = window.resetAt, resetAt <= now {
            // Writes under way may be counted to the next window.
            window.left = window.limit - window.underWay
            window.resetAt = nil
        }
        guard isEnough(window, for: stream) else {
            windows[stream.channel] = window
            return false
        }
        window.left -= 1
        window.underWay += 1
        windows[stream.channel] = window
        return true
    }

    private func isEnough(_ window: Window, for stream: Stream) -> Bool {
        guard window.isLearned || window.underWay == 0 else { return false }
        // A bucket of one has nothing to keep for the end.
        return window.left > (stream.isLast || window.limit == 1 ? 0 : 1)
    }

    private mutating func forgetOldWindows(at now: Instant) {
        guard windows.count > 1_024 else { return }
        windows = windows.filter { $0.value.streams > 0 || ($0.value.resetAt.map { $0 > now } ?? false) }
    }
}
