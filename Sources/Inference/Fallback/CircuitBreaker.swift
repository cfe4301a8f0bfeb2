/// Stops asking a provider that keeps failing. Pure: time comes with every event.
///
/// Closed, it lets every call through. It opens after so many failures in a row,
/// or when too many of the recent calls failed; then it lets nothing through
/// until it has cooled down, then exactly one probe. A probe that speaks closes
/// it; one that fails doubles the cool-down.
package struct CircuitBreaker: Sendable {
    enum State: Int, Sendable { case closed, halfOpen, open }

    package struct Rules: Sendable {
        /// Failures in a row that open it.
        package var inARow = 5
        /// The share of failures among the last `window` calls that opens it.
        package var share = 0.5
        package var window = 20
        package var coolDown = Duration.seconds(5)
        package var longestCoolDown = Duration.seconds(120)

        package init() {}
    }

    /// Belongs to one call that was let through and says so when its outcome is known.
    struct Pass: Equatable {
        fileprivate let era: Int
        let isProbe: Bool
    }

    private let rules: Rules
    private var opensUntil: Duration?
    private var coolDown: Duration
    private var isProbing = false
    private var failuresInARow = 0
    /// Of the last calls, whether each failed; oldest first.
    private var recent: [Bool] = []
    /// Counts openings and closings: what a call of an earlier era learnt is no news.
    private var era = 0

    init(_ rules: Rules = Rules()) {
        self.rules = rules
        coolDown = rules.coolDown
    }

    func state(now: Duration) -> State {
        guard let opensUntil else { return .closed }
        return isProbing || opensUntil <= now ? .halfOpen : .open
    }

    /// - Returns: nil where the provider is not to be asked now.
    mutating func admit(now: Duration) -> Pass? {
        guard let opensUntil else { return Pass(era: era, isProbe: false) }
        guard opensUntil <= now, !isProbing else { return nil }
        isProbing = true
        return Pass(era: era, isProbe: true)
    }

    mutating func succeeded(_ pass: Pass) {
        guard pass.era == era else { return }
        if pass.isProbe {
            era &+= 1
            opensUntil = nil
            isProbing = false
            coolDown = rules.coolDown
        }
        failuresInARow = 0
        note(failed: false)
    }

    mutating func failed(_ pass: Pass, now: Duration) {
        guard pass.era == era else { return }
        if pass.isProbe {
            coolDown = min(coolDown * 2, rules.longestCoolDown)
            return open(now)
        }
        failuresInARow &+= 1
        note(failed: true)
        let failures = recent.count { $0 }
        if failuresInARow >= rules.inARow
            || recent.count >= rules.window && Double(failures) >= rules.share * Double(recent.count)
        {
            open(now)
        }
    }

    /// Nothing was learnt: the call was given up, or it was not the provider's fault.
    mutating func abandoned(_ pass: Pass) {
        if pass.era == era, pass.isProbe { isProbing = false }
    }

    private mutating func note(failed: Bool) {
        recent.append(failed)
        if recent.count > rules.window { recent.removeFirst() }
    }

    private mutating func open(_ now: Duration) {
        era &+= 1
        opensUntil = now + coolDown
        isProbing = false
        failuresInARow = 0
        recent = []
    }
}
