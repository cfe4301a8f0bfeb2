/// The last events of a session, kept for a resume.
struct ReplayBuffer {
    private var events: [(sequence: Int, payload: [UInt8])] = []
    private var first = 0
    private var bytes = 0
    /// The newest event that is gone.
    private var lostUpTo = 0

    mutating func append(_ payload: [UInt8], sequence: Int, limits: GatewayLimits) {
        events.append((sequence, payload))
        bytes += payload.count
        while events.count - first > limits.replayEvents || bytes > limits.replayBytes { dropOldest() }
        if first > events.count / 2 {
            events.removeFirst(first)
            first = 0
        }
    }

    /// What a client has not seen that has seen this one; nil when some of it is gone.
    func payloads(after sequence: Int) -> [[UInt8]]? {
        guard sequence >= lostUpTo else { return nil }
        return events[first...].filter { $0.sequence > sequence }.map(\.payload)
    }

    private mutating func dropOldest() {
        bytes -= events[first].payload.count
        lostUpTo = events[first].sequence
        events[first].payload = []
        first += 1
    }
}
