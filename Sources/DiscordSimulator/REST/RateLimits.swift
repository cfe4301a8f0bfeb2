import DiscordModel
import Foundation

/// Counts requests as Discord does: per bucket, per bot and second, and those that were refused.
///
/// <https://docs.discord.com/developers/topics/rate-limits>
struct RateLimits: Sendable {
    static let global = Route.Limit(requests: 50, seconds: 1)
    /// Refusals (401, 403, 429) after which the address is shut out for a while.
    static let invalid = Route.Limit(requests: 10_000, seconds: 600)

    /// A window that began with its first request.
    struct Window: Sendable {
        var end: Date
        var used = 0
    }

    enum Verdict: Sendable {
        case pass(headers: [(String, String)])
        case tooMany(retryAfter: Double, isGlobal: Bool, scope: String, headers: [(String, String)])
    }

    var isEnforced = true
    private var windows: [String: Window] = [:]
    private var special: [String: Route.Limit] = [:]
    private var refusals = Window(end: .distantPast)
    private(set) var shutOutUntil = Date.distantPast

    mutating func set(_ limit: Route.Limit, _ method: String, _ template: String) {
        special["\(method) \(template)"] = limit
    }

    /// - Parameter caller: whose global limit counts; nil for routes outside it.
    mutating func count(_ route: Route, _ parameters: [String: String], caller: String?, now: Date) -> Verdict {
        guard isEnforced else { return .pass(headers: []) }
        if windows.count > 10_000 { windows = windows.filter { $0.value.end > now } }
        let key = "\(route.bucket) \(route.major(parameters)) \(caller ?? "")"
        if let caller, let wait = take("global \(caller)", Self.global, now).wait {
            return .tooMany(
                retryAfter: wait, isGlobal: true, scope: "global",
                headers: [("X-RateLimit-Global", "true"), ("X-RateLimit-Scope", "global")])
        }
        let limit = special["\(route.method.rawValue) \(route.template)"] ?? route.limit
        let (wait, window) = take(key, limit, now)
        let resetAfter = max(0, window.end.timeIntervalSince(now))
        var headers = [
            ("X-RateLimit-Limit", "\(limit.requests)"),
            ("X-RateLimit-Remaining", "\(max(0, limit.requests - window.used))"),
            ("X-RateLimit-Reset", String(format: "%.3f", window.end.timeIntervalSince1970)),
            ("X-RateLimit-Reset-After", String(format: "%.3f", resetAfter)),
            ("X-RateLimit-Bucket", route.bucket),
        ]
        guard let wait else { return .pass(headers: headers) }
        headers.append(("X-RateLimit-Scope", "user"))
        return .tooMany(retryAfter: wait, isGlobal: false, scope: "user", headers: headers)
    }

    /// Takes one place of the window; the seconds to wait when there is none.
    private mutating func take(
        _ key: String, _ limit: Route.Limit, _ now: Date
    ) -> (wait: Double?, window: Window) {
        var window = windows[key] ?? Window(end: .distantPast)
        if window.end <= now { window = Window(end: now.addingTimeInterval(limit.seconds)) }
        if window.used >= limit.requests { return (window.end.timeIntervalSince(now), window) }
        window.used += 1
        windows[key] = window
        return (nil, window)
    }

    /// Counts an answer; too many refusals shut the address out.
    ///
    /// - Parameter isShared: 429s of scope `shared` are not held against one.
    mutating func note(status: Int, isShared: Bool, now: Date) {
        guard isEnforced, [401, 403, 429].contains(status), !isShared else { return }
        if refusals.end <= now { refusals = Window(end: now.addingTimeInterval(Self.invalid.seconds)) }
        refusals.used += 1
        if refusals.used >= Self.invalid.requests { shutOutUntil = refusals.end }
    }

    func isShutOut(at now: Date) -> Bool { now < shutOutUntil }

    /// Refusals counted in the present ten minutes.
    var refused: Int { refusals.used }
}
