/// Which work may run next: the works of one place one after the other, those of different places side by side.
struct LaneQueue<Place: Hashable & Sendable, Work: Sendable>: Sendable {
    struct Limits: Sendable {
        /// Works that wait in one lane; when full, its oldest goes.
        var waitingPerLane = 64
        /// Works that run at once; further ones wait.
        var running = 512
        /// Works that wait in all lanes; when full, the oldest of the busiest lane at hand goes.
        var waiting = 16_384
    }

    private struct Lane: Sendable {
        var waiting: [Work] = []
        var isRunning = false
    }

    private let limits: Limits
    private var lanes: [Place: Lane] = [:]
    /// Places that wait for their turn; each stands here once.
    private var ready: [Place] = []
    private var readyStart = 0
    private(set) var running = 0
    private(set) var waiting = 0
    /// Works that were dropped since the start.
    private(set) var dropped = 0

    init(limits: Limits = Limits()) { self.limits = limits }

    /// - Returns: what had to go for it; it may be the work itself.
    mutating func add(_ work: Work, to place: Place) -> Work? {
        var lane = lanes[place] ?? Lane()
        guard waiting < limits.waiting || !lane.waiting.isEmpty else {
            dropped &+= 1
            return work
        }
        var gone: Work?
        if lane.waiting.count >= limits.waitingPerLane || waiting >= limits.waiting {
            gone = lane.waiting.removeFirst()
            dropped &+= 1
        } else {
            waiting += 1
        }
        if lane.waiting.isEmpty, gone == nil, !lane.isRunning { ready.append(place) }
        lane.waiting.append(work)
        lanes[place] = lane
        return gone
    }

    /// The next work that may start; ``finished(_:)`` must follow.
    mutating func start() -> (place: Place, work: Work)? {
        guard running < limits.running, let place = nextReady(), var lane = lanes[place], !lane.waiting.isEmpty else {
            return nil
        }
        let work = lane.waiting.removeFirst()
        lane.isRunning = true
        lanes[place] = lane
        running += 1
        waiting -= 1
        return (place, work)
    }

    mutating func finished(_ place: Place) {
        guard var lane = lanes[place], lane.isRunning else { return }
        lane.isRunning = false
        running -= 1
        lanes[place] = lane.waiting.isEmpty ? nil : lane
        if !lane.waiting.isEmpty { ready.append(place) }
    }

    /// Takes out what waits in one lane.
    mutating func removeWaiting(in place: Place) -> [Work] {
        guard let lane = lanes[place], !lane.waiting.isEmpty else { return [] }
        waiting -= lane.waiting.count
        lanes[place] = lane.isRunning ? Lane(isRunning: true) : nil
        if let index = ready[readyStart...].firstIndex(of: place) { ready.remove(at: index) }
        return lane.waiting
    }

    /// Takes out all that waits.
    mutating func removeAllWaiting() -> [Work] {
        let gone = lanes.values.flatMap(\.waiting)
        lanes = lanes.filter(\.value.isRunning).mapValues { _ in Lane(isRunning: true) }
        (ready, readyStart, waiting) = ([], 0, 0)
        return gone
    }

    private mutating func nextReady() -> Place? {
        guard readyStart < ready.count else { return nil }
        defer {
            readyStart += 1
            if readyStart > 64, readyStart * 2 > ready.count {
                ready.removeFirst(readyStart)
                readyStart = 0
            }
        }
        return ready[readyStart]
    }
}
