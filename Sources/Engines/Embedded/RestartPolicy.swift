/// Decides when a child that ended is started again.
///
/// A child that starts is always started again, ever later; one that never comes up is given up.
struct RestartPolicy {
    enum Verdict: Equatable {
        case restart(after: Duration)
        case giveUp
    }

    /// The first wait; it doubles each time.
    var shortest: Duration = .seconds(1)
    var longest: Duration = .seconds(60)
    /// Healthy for this long, and the past is forgotten.
    var forgivenAfter: Duration = .seconds(300)
    /// This many starts in a row without ever being ready are enough.
    var mostFailedStarts = 8

    private var restarts = 0
    private var failedStarts = 0

    /// - Parameters:
    ///   - healthy: how long it was ready; nil where it never was.
    ///   - jitter: 0 to 1; spreads the waits by a fifth to both sides.
    mutating func ended(healthyFor healthy: Duration?, jitter: Double) -> Verdict {
        if let healthy, healthy >= forgivenAfter { restarts = 0 }
        failedStarts = healthy == nil ? failedStarts + 1 : 0
        if failedStarts >= mostFailedStarts { return .giveUp }
        // The wait has reached its longest well before the shift could overflow.
        let wait = min(shortest * (1 << min(restarts, 16)), longest)
        restarts = min(restarts + 1, 16)
        return .restart(after: wait * (0.8 + 0.4 * min(max(jitter, 0), 1)))
    }
}

/// Decides what a row of health checks says about a child.
struct ChildHealth {
    enum Verdict: Equatable { case starting, ready, dead }

    /// A child that was ready may miss two checks.
    var mostMissed = 3

    private(set) var wasReady = false
    private var missed = 0

    mutating func handle(isHealthy: Bool) -> Verdict {
        if isHealthy {
            wasReady = true
            missed = 0
            return .ready
        }
        guard wasReady else { return .starting }
        missed += 1
        return missed >= mostMissed ? .dead : .ready
    }
}
