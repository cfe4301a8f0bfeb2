/// Keeps an address from being banned: Discord's edge blocks one that collects 10,000 refusals in ten minutes.
///
/// It counts answers of 401, 403 and 429 (but not 429s of a shared limit), warns at 1 % of that and stops at 10 %.
/// <https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>
package struct InvalidRequestBreaker: Sendable {
    package enum Notice: Equatable, Sendable {
        /// So many in the last ten minutes: something asks for what it must not have.
        case warning(Int)
        /// Nothing may be sent for ten minutes.
        case opened
        /// The token is not valid, or not any more: nothing may be sent with it again.
        case tokenRefused
    }

    package enum State: Equatable, Sendable {
        case closed
        case open(until: Duration)
        case tokenRefused
    }

    static let window = Duration.seconds(600)
    static let warnsAt = 100
    static let opensAt = 1_000

    /// When the last ones came, oldest first; at most ``opensAt``.
    private var times: [Duration] = []
    /// There are many now.
    private var hasWarned = false
    private var openUntil: Duration?
    private var isTokenRefused = false

    package init() {}

    package mutating func state(at now: Duration) -> State {
        if isTokenRefused { return .tokenRefused }
        guard let openUntil, openUntil > now else { return .closed }
        return .open(until: openUntil)
    }

    /// - Parameter isAuthorized: the bot's own token was sent, and so it is what a 401 is about.
    package mutating func note(
        status: Int, scope: Throttle.Scope?, isAuthorized: Bool, at now: Duration
    ) -> Notice? {
        guard [401, 403, 429].contains(status), scope != .shared else { return nil }
        if status == 401, isAuthorized, !isTokenRefused {
            isTokenRefused = true
            return .tokenRefused
        }
        return count(at: now)
    }

    private mutating func count(at now: Duration) -> Notice? {
        times.removeFirst(times.firstIndex { $0 + Self.window > now } ?? times.count)
        times.append(now)
        if times.count >= Self.opensAt {
            times = []
            openUntil = now + Self.window
            return .opened
        }
        guard times.count >= Self.warnsAt else {
            hasWarned = false
            return nil
        }
        guard !hasWarned else { return nil }
        hasWarned = true
        return .warning(times.count)
    }
}
