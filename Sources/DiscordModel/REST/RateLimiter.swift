/// Decides when each request to Discord may go, so that none is ever refused for coming too soon.
///
/// Nothing is known beforehand: buckets and their limits are learned from the headers of answers, and until the
/// first answer one request at a time goes through. Requests that write go one after the other in each bucket,
/// in the order they came; those that read go side by side. All times are on one clock that never goes back.
///
/// <https://docs.discord.com/developers/topics/rate-limits>
package struct RateLimiter: Sendable {
    /// Names one request; a later one is larger.
    package typealias Ticket = UInt64

    package enum Event: Sendable {
        /// - Parameter patience: how long its sender waits, each time it is to be sent, before being told
        ///   that it takes too long.
        case wants(Ticket, Route, patience: Duration)
        /// - Parameter headers: nil where no answer came.
        case ended(Ticket, ResponseHeaders?, Outcome)
        /// Nobody waits for it any more.
        case abandoned(Ticket)
        case timePasses
    }

    package enum Outcome: Equatable, Sendable {
        case done
        /// It will be sent again, before all others of its bucket.
        case throttled(Throttle)
        /// It is to be sent again after this wait; what stands behind it waits too.
        case again(after: Duration)
    }

    package enum Action: Equatable, Sendable {
        case send(Ticket)
        case refuse(Ticket, Refusal)
    }

    package enum Refusal: Error, Equatable, Sendable {
        /// It could not be sent before this is over; nil: not known.
        case wait(Duration?)
        /// Cloudflare wants this address to be silent.
        case silence(Duration)
        /// Too many requests wait already.
        case crowded
    }

    package struct Limits: Sendable {
        /// Discord's own global limit; large bots have a higher one.
        package var perSecond = 50
        /// How many requests wait; one more is refused.
        package var waiting = 2_000
        /// How many pairs of endpoint and major parameter are remembered; above it, those that nothing is lost with go.
        package var lanes = 4_096

        package init() {}
    }

    struct Request: Sendable {
        let lane: LaneKey
        let isRead: Bool
        let isCounted: Bool
        let patience: Duration
        var latest: Duration
        var isInFlight = false
    }

    struct Waiting: Sendable {
        let ticket: Ticket
        let isRead: Bool
        let latest: Duration
    }

    struct Lane: Sendable {
        /// In order of their tickets.
        var waiting: [Waiting] = []
        /// On their way.
        var reads = 0
        var writes = 0
        /// A request of it is tried again then.
        var pausedUntil = Duration.zero

        var isIdle: Bool { waiting.isEmpty && reads == 0 && writes == 0 }
    }

    let limits: Limits
    var requests: [Ticket: Request] = [:]
    var lanes: [LaneKey: Lane] = [:]
    var windows: [WindowKey: RateWindow] = [:]
    /// Discord's names for buckets, by endpoint.
    var buckets: [String: String] = [:]
    /// Of windows in which something waits.
    var due: [WindowKey: Due] = [:]
    var soonest = RateLimiter.never
    var global: GlobalLimit
    var silence = Silence()
    package private(set) var waiting = 0

    package init(_ limits: Limits = Limits()) {
        self.limits = limits
        global = GlobalLimit(perSecond: limits.perSecond)
    }

    /// When ``Event/timePasses`` is to be told next; nil: not before another event. Too early does no harm.
    package var nextWake: Duration? { due.isEmpty || soonest == Self.never ? nil : soonest }

    package mutating func handle(_ event: Event, at now: Duration) -> [Action] {
        switch event {
        case .wants(let ticket, let route, let patience): want(ticket, route, patience: patience, at: now)
        case .ended(let ticket, let headers, let outcome): end(ticket, headers, outcome, at: now)
        case .abandoned(let ticket): abandon(ticket, at: now)
        case .timePasses: pumpAll(at: now)
        }
    }

    // MARK: Events

    private mutating func want(_ ticket: Ticket, _ route: Route, patience: Duration, at now: Duration) -> [Action] {
        let key = LaneKey(route)
        guard requests[ticket] == nil else { return [] }
        guard waiting < limits.waiting, hasRoom(for: key, at: now) else { return [.refuse(ticket, .crowded)] }
        requests[ticket] = Request(
            lane: key, isRead: route.method == .get, isCounted: route.countsToGlobalLimit, patience: patience,
            latest: now + patience)
        enqueue(ticket, in: key)
        return pump(window(of: key), at: now)
    }

    private mutating func end(
        _ ticket: Ticket, _ headers: ResponseHeaders?, _ outcome: Outcome, at now: Duration
    ) -> [Action] {
        guard let request = requests[ticket], request.isInFlight else { return [] }
        land(request, at: now)
        if let bucket = headers?.bucket { learn(bucket, for: request.lane.endpoint) }
        let window = window(of: request.lane)
        windows[window]?.heed(headers, at: now)
        switch outcome {
        case .throttled(let throttle):
            enqueue(ticket, in: request.lane)
            obey(throttle, in: window, at: now)
        case .again(let wait):
            requests[ticket]?.latest = now + wait + request.patience
            enqueue(ticket, in: request.lane)
            lanes[request.lane]?.pausedUntil = now + wait
        case .done:
            requests[ticket] = nil
            guard headers != nil else { break }
            windows[window]?.pass()
            global.pass()
            silence.pass(at: now)
        }
        tidy(request.lane)
        return pump(window, at: now)
    }

    private mutating func abandon(_ ticket: Ticket, at now: Duration) -> [Action] {
        guard let request = requests[ticket] else { return [] }
        guard !request.isInFlight else { return end(ticket, nil, .done, at: now) }
        drop(ticket)
        return pump(window(of: request.lane), at: now)
    }

    private mutating func obey(_ throttle: Throttle, in window: WindowKey, at now: Duration) {
        switch throttle.scope {
        case .user, .shared: windows[window]?.block(for: throttle.wait, at: now)
        case .global: global.block(for: throttle.wait, at: now)
        case .cloudflare: silence.begin(for: throttle.wait, at: now)
        }
    }

    // MARK: Waiting

    /// Puts it among those that wait, in its order.
    private mutating func enqueue(_ ticket: Ticket, in key: LaneKey) {
        guard let request = requests[ticket] else { return }
        requests[ticket]?.isInFlight = false
        if lanes[key] == nil {
            lanes[key] = Lane()
            windows[window(of: key), default: RateWindow()].lanes.append(key)
        }
        let place = lanes[key]?.waiting.lastIndex { $0.ticket < ticket }.map { $0 + 1 } ?? 0
        let entry = Waiting(ticket: ticket, isRead: request.isRead, latest: request.latest)
        lanes[key]?.waiting.insert(entry, at: place)
        waiting += 1
    }

    /// Takes it from those that wait, for good.
    mutating func drop(_ ticket: Ticket) {
        guard let request = requests.removeValue(forKey: ticket), !request.isInFlight else { return }
        lanes[request.lane]?.waiting.removeAll { $0.ticket == ticket }
        waiting -= 1
        tidy(request.lane)
    }

    mutating func depart(_ ticket: Ticket, _ request: Request, in window: WindowKey) {
        lanes[request.lane]?.waiting.removeFirst()
        waiting -= 1
        requests[ticket]?.isInFlight = true
        if request.isRead { lanes[request.lane]?.reads += 1 } else { lanes[request.lane]?.writes += 1 }
        windows[window]?.begin()
        if request.isCounted { global.begin() }
    }

    private mutating func land(_ request: Request, at now: Duration) {
        if request.isRead { lanes[request.lane]?.reads -= 1 } else { lanes[request.lane]?.writes -= 1 }
        windows[window(of: request.lane)]?.end()
        if request.isCounted { global.end(at: now) }
    }
}
