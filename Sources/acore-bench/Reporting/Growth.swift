import Foundation

/// What a process used over time, and how that changes.
struct Growth {
    private var samples: [(minute: Double, use: ProcessUse)] = []
    private let things: String
    private var count = 0

    /// - Parameter things: what it worked on.
    init(of things: String) {
        self.things = things
        print("minute  RSS MB  anonymous MB  descriptors  threads  \(things)")
    }

    /// - Parameter count: of the things since the last time.
    mutating func note(_ use: ProcessUse, at time: Duration, count: Int) {
        self.count += count
        samples.append((time.milliseconds / 60_000, use))
        print(
            String(
                format: "%6.1f  %6.1f  %12.1f  %11d  %7d  %ld", time.milliseconds / 60_000, use.resident, use.anonymous,
                use.descriptors, use.threads, self.count))
    }

    /// The first third is left out: caches and pools fill.
    var summary: String {
        let settled = Array(samples.dropFirst(samples.count / 3))
        let rates = [
            ("RSS, MB", slope(settled) { $0.resident }), ("anonymous, MB", slope(settled) { $0.anonymous }),
            ("descriptors", slope(settled) { Double($0.descriptors) }),
            ("threads", slope(settled) { Double($0.threads) }),
        ]
        let lines = rates.map { "  \($0.0) an hour: " + String(format: "%+.2f", $0.1 * 60) }
        return "Growth after settling (\(settled.count) looks, \(count) \(things)):\n"
            + lines.joined(separator: "\n")
    }

    /// Per minute, by least squares.
    private func slope(_ samples: [(minute: Double, use: ProcessUse)], _ value: (ProcessUse) -> Double) -> Double {
        guard samples.count > 1 else { return 0 }
        let times = samples.map(\.minute)
        let values = samples.map { value($0.use) }
        let (time, mean) = (times.reduce(0, +) / Double(times.count), values.reduce(0, +) / Double(values.count))
        let spread = times.reduce(0) { $0 + ($1 - time) * ($1 - time) }
        return spread > 0 ? zip(times, values).reduce(0) { $0 + ($1.0 - time) * ($1.1 - mean) } / spread : 0
    }
}
