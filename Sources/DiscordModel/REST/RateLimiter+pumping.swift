extension RateLimiter {
    /// When a window in which something waits has to be looked at.
    struct Due: Sendable {
        var opens: Duration
        /// When the first of those that wait has to be told that it takes too long.
        var refuses: Duration

        var time: Duration { min(opens, refuses) }
    }

    static let never = Duration.seconds(1 << 40)

    /// Sends and refuses what it is time for, everywhere, the oldest first.
    mutating func pumpAll(at now: Duration) -> [Action] {
        let keys = due.filter { $0.value.time <= now }.keys
        let heads = keys.map { ($0, head(of: $0)) }.sorted { $0.1 ?? .max < $1.1 ?? .max }
        var actions: [Action] = []
        for (key, head) in heads {
            let opens = global.opening(at: now)
            if opens > now, let head, requests[head]?.isCounted ?? false, due[key]?.refuses ?? now > now {
                due[key]?.opens = opens
            } else {
                actions += pump(key, at: now)
            }
        }
        soonest = due.values.lazy.map(\.time).min() ?? Self.never
        return actions
    }

    /// Sends and refuses what it is time for in one window.
    mutating func pump(_ key: WindowKey, at now: Duration) -> [Action] {
        var actions = refuseLate(in: key, at: now)
        var opens = Self.never
        while let ticket = head(of: key), let request = requests[ticket] {
            opens = opening(for: request, in: key, at: now)
            guard opens <= now else { break }
            depart(ticket, request, in: key)
            actions.append(.send(ticket))
            opens = Self.never
        }
        let latest = (windows[key]?.lanes ?? []).flatMap { lanes[$0]?.waiting ?? [] }.lazy.map(\.latest).min()
        due[key] = latest.map { Due(opens: opens, refuses: $0) }
        soonest = min(soonest, due[key]?.time ?? Self.never)
        return actions
    }

    /// The oldest request that its order lets go: nothing that writes overtakes, or goes beside, another that writes.
    private func head(of key: WindowKey) -> Ticket? {
        guard let members = windows[key]?.lanes else { return nil }
        let isWriting = members.contains { (lanes[$0]?.writes ?? 0) > 0 }
        return members.compactMap { lanes[$0]?.waiting.first }
            .filter { !isWriting || $0.isRead }
            .map(\.ticket).min()
    }

    /// When it may go; ``never`` as long as answers have to come first.
    private mutating func opening(for request: Request, in key: WindowKey, at now: Duration) -> Duration {
        guard case .at(let time) = windows[key]?.opening(at: now) else { return Self.never }
        return max(
            time, lanes[request.lane]?.pausedUntil ?? .zero, silence.until,
            request.isCounted ? global.opening(at: now) : .zero)
    }

    /// Whose time is over, or would be before anything can be sent, is told now.
    private mutating func refuseLate(in key: WindowKey, at now: Duration) -> [Action] {
        let waiting = (windows[key]?.lanes ?? []).flatMap { lanes[$0]?.waiting ?? [] }
        guard let first = waiting.lazy.map(\.ticket).min(), let request = requests[first] else { return [] }
        let opens = opening(for: request, in: key, at: now)
        let late = waiting.filter { $0.latest <= now || (opens < Self.never && $0.latest < opens) }
        return late.map(\.ticket).sorted().map { ticket in
            drop(ticket)
            if silence.until > now { return .refuse(ticket, .silence(silence.until - now)) }
            return .refuse(ticket, .wait(opens < Self.never ? max(opens - now, .zero) : nil))
        }
    }
}
