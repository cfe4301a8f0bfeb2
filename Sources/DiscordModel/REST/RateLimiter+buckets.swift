extension RateLimiter {
    func window(of lane: LaneKey) -> WindowKey {
        WindowKey(bucket: buckets[lane.endpoint] ?? lane.endpoint, major: lane.major)
    }

    /// Discord named the bucket of an endpoint: its lanes move to the windows of that name.
    mutating func learn(_ bucket: String, for endpoint: String) {
        guard buckets[endpoint] != bucket else { return }
        let moving = lanes.keys.filter { $0.endpoint == endpoint }
        let origins = moving.map { window(of: $0) }
        buckets[endpoint] = bucket
        for (lane, origin) in zip(moving, origins) { move(lane, from: origin) }
    }

    private mutating func move(_ key: LaneKey, from origin: WindowKey) {
        guard let lane = lanes[key] else { return }
        let flying = lane.reads + lane.writes
        var target = windows[window(of: key)] ?? RateWindow()
        target.lanes.append(key)
        target.inFlight += flying
        windows[window(of: key)] = target
        windows[origin]?.lanes.removeAll { $0 == key }
        windows[origin]?.inFlight -= flying
        if windows[origin]?.lanes.isEmpty ?? true {
            windows[origin] = nil
            due[origin] = nil
        }
        if !lane.waiting.isEmpty {
            due[window(of: key)] = Due(opens: .zero, refuses: Self.never)
            soonest = .zero
        }
    }

    /// A lane in which nothing happens is forgotten; what its window knows stays.
    mutating func tidy(_ key: LaneKey) {
        guard let lane = lanes[key], lane.isIdle else { return }
        lanes[key] = nil
        windows[window(of: key)]?.lanes.removeAll { $0 == key }
    }

    /// Makes room where there is none, by forgetting windows that are over.
    mutating func hasRoom(for key: LaneKey, at now: Duration) -> Bool {
        guard windows.count >= limits.lanes, windows[window(of: key)] == nil else { return true }
        windows = windows.filter { !$0.value.isIdle(at: now) }
        return windows.count < limits.lanes
    }
}
