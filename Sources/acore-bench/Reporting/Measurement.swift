/// One figure: what several runs gave, what is aimed at, and what the machine
/// costs without us, measured in the same minute.
struct Measurement: Encodable, Sendable {
    enum Unit: String, Encodable {
        case milliseconds = "ms"
        case microseconds = "µs"
        case seconds = "s"
        case megabytes = "MB"
        case percent = "% of a core"
        case kilobytes = "kB"
        case share = "%"
    }

    struct Floor: Encodable, Sendable {
        let name: String
        let value: Double
    }

    /// What another program took in the same minutes.
    struct Peer: Encodable, Sendable {
        let name: String
        let runs: [Double]
        /// We are to take at most so many times its median.
        let goal: Double?

        var median: Double { runs.percentile(50) }
    }

    let name: String
    let unit: Unit
    let runs: [Double]
    /// At most this much.
    var goal: Double?
    var floor: Floor?
    var peer: Peer?
    var note: String?

    init(_ name: String, _ unit: Unit, _ runs: [Double], goal: Double? = nil, floor: Floor? = nil, note: String? = nil)
    {
        self.name = name
        self.unit = unit
        self.runs = runs
        self.goal = goal
        self.floor = floor
        self.note = note
    }

    init(_ name: String, _ unit: Unit, _ runs: [Double], peer: Peer) {
        self.name = name
        self.unit = unit
        self.runs = runs
        self.peer = peer
    }

    var median: Double { runs.percentile(50) }
    var meetsGoal: Bool? {
        if let goal { return median <= goal }
        guard let ratio, let goal = peer?.goal else { return nil }
        return ratio <= goal
    }
    var ratio: Double? { beside.flatMap { $0 > 0 ? median / $0 : nil } }
    /// What stands beside it, of the floor or the peer.
    var beside: Double? { floor?.value ?? peer?.median }

    private enum CodingKeys: String, CodingKey {
        case name, unit, median, runs, goal, meetsGoal, floor, peer, ratio, note
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(unit, forKey: .unit)
        try fields.encode(median, forKey: .median)
        try fields.encode(runs, forKey: .runs)
        try fields.encodeIfPresent(goal, forKey: .goal)
        try fields.encodeIfPresent(meetsGoal, forKey: .meetsGoal)
        try fields.encodeIfPresent(floor, forKey: .floor)
        try fields.encodeIfPresent(peer, forKey: .peer)
        try fields.encodeIfPresent(ratio, forKey: .ratio)
        try fields.encodeIfPresent(note, forKey: .note)
    }
}

extension Collection where Element == Double {
    /// Of the sorted values the one below which `percent` of them lie; 0 of none.
    func percentile(_ percent: Double) -> Double {
        let sorted = sorted()
        guard !sorted.isEmpty else { return 0 }
        let place = (Double(sorted.count) * percent / 100).rounded(.up)
        return sorted[Swift.min(Swift.max(Int(place) - 1, 0), sorted.count - 1)]
    }
}

extension Duration {
    var milliseconds: Double { microseconds / 1000 }

    var microseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
    }
}
