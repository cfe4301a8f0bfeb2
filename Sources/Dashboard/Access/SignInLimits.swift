import Foundation

/// Counts tries to sign in: five in a quarter of an hour for one account from
/// one address, then none until the oldest of them is a quarter of an hour old.
struct SignInLimits {
    static let tries = 5
    static let window: TimeInterval = 15 * 60
    /// At most this many pairs of account and address; beyond, the one that
    /// tried longest ago is forgotten.
    static let capacity = 4096

    enum Verdict: Equatable {
        case mayTry
        /// For so many seconds.
        case locked(seconds: Int)
    }

    private struct Key: Hashable {
        var account: String
        var address: String
    }

    private var triedAt: [Key: [Date]] = [:]

    /// Counts a try, before its password is looked at, so that parallel ones count too.
    mutating func begin(account: String, address: String, at now: Date) -> Verdict {
        let key = Key(account: account, address: address)
        var recent = (triedAt[key] ?? []).filter { now.timeIntervalSince($0) < Self.window }
        guard recent.count < Self.tries else {
            let oldest = recent.min() ?? now
            return .locked(seconds: max(1, Int((Self.window - now.timeIntervalSince(oldest)).rounded(.up))))
        }
        recent.append(now)
        if triedAt[key] == nil, triedAt.count >= Self.capacity { makeRoom(at: now) }
        triedAt[key] = recent
        return .mayTry
    }

    /// The password was right: earlier slips are forgiven.
    mutating func succeeded(account: String, address: String) {
        triedAt[Key(account: account, address: address)] = nil
    }

    private mutating func makeRoom(at now: Date) {
        triedAt = triedAt.filter { _, dates in dates.contains { now.timeIntervalSince($0) < Self.window } }
        guard triedAt.count >= Self.capacity else { return }
        let idlest = triedAt.min { ($0.value.max() ?? now) < ($1.value.max() ?? now) }
        if let idlest { triedAt[idlest.key] = nil }
    }
}
