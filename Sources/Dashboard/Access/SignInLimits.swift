import Foundation

/// Counts wrong tries to sign in: five in a quarter of an hour from one address,
/// whatever names they bring, then none until the oldest is a quarter of an hour old.
struct SignInLimits {
    static let tries = 5
    static let window: TimeInterval = 15 * 60
    /// At most this many addresses; beyond, the one that tried longest ago is forgotten.
    static let capacity = 4096

    enum Verdict: Equatable {
        case mayTry
        /// For so many seconds.
        case locked(seconds: Int)
    }

    private var triedAt: [CallerAddress: [Date]] = [:]

    /// Counts a try, before its password is looked at, so that parallel ones count too.
    mutating func begin(from address: CallerAddress, at now: Date) -> Verdict {
        var recent = (triedAt[address] ?? []).filter { now.timeIntervalSince($0) < Self.window }
        guard recent.count < Self.tries else {
            let oldest = recent.min() ?? now
            return .locked(seconds: max(1, Int((Self.window - now.timeIntervalSince(oldest)).rounded(.up))))
        }
        recent.append(now)
        if triedAt[address] == nil, triedAt.count >= Self.capacity { makeRoom(at: now) }
        triedAt[address] = recent
        return .mayTry
    }

    /// The try begun at this moment was not a wrong one: the password was right, or nobody looked at it.
    mutating func forgive(_ address: CallerAddress, begunAt moment: Date) {
        guard let index = triedAt[address]?.firstIndex(of: moment) else { return }
        triedAt[address]?.remove(at: index)
    }

    private mutating func makeRoom(at now: Date) {
        triedAt = triedAt.filter { _, dates in dates.contains { now.timeIntervalSince($0) < Self.window } }
        guard triedAt.count >= Self.capacity else { return }
        let idlest = triedAt.min { ($0.value.max() ?? now) < ($1.value.max() ?? now) }
        if let idlest { triedAt[idlest.key] = nil }
    }
}
