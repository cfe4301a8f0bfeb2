/// How much one connection may send: Discord closes it after more than 120 payloads in 60 s.
struct SendBudget {
    private static let limit = 120
    private static let window = Duration.seconds(60)
    /// Kept for heartbeats, of which 12 may fall into a minute, and for what it takes to log in.
    private static let reserve = 20

    private var sent: [Duration] = []

    mutating func spend(at now: Duration) {
        sent.removeAll { $0 + Self.window <= now }
        sent.append(now)
    }

    /// Whether one more may go out.
    /// - Parameter isUrgent: may use the reserve.
    func allows(isUrgent: Bool, at now: Duration) -> Bool {
        count(at: now) < (isUrgent ? Self.limit : Self.limit - Self.reserve)
    }

    /// When one that is not urgent may go out.
    func free(at now: Duration) -> Duration {
        let recent = sent.suffix(Self.limit - Self.reserve)
        guard recent.count == Self.limit - Self.reserve, let oldest = recent.first else { return now }
        return max(now, oldest + Self.window)
    }

    private func count(at now: Duration) -> Int { sent.count { $0 + Self.window > now } }
}
