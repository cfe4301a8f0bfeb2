@testable import DiscordModel

/// Discord's limits as Discord keeps them: windows that begin with their first request, buckets that endpoints share,
/// names that change, fifty requests a second for all.
struct EnforcingDiscord {
    struct Bucket {
        let limit: Int
        let period: Duration
    }

    private struct Window {
        var used: Int
        var resetsAt: Duration
    }

    struct Reply {
        let status: Int
        let headers: ResponseHeaders
        let throttle: Throttle?
    }

    /// Which bucket counts an endpoint.
    let bucketOf: [String: String]
    let kinds: [String: Bucket]
    /// Names change from time to time.
    var season = 0
    private(set) var violations: [String] = []
    private var windows: [WindowKey: Window] = [:]
    private var arrivals: [Duration] = []

    init(bucketOf: [String: String], kinds: [String: Bucket]) {
        self.bucketOf = bucketOf
        self.kinds = kinds
    }

    /// - Parameter sharedWait: others have used up a limit that they share with us.
    mutating func receive(_ route: Route, at now: Duration, sharedWait: Duration?) -> Reply {
        let endpoint = "\(route.method.rawValue) \(route.template)"
        if route.countsToGlobalLimit, countsTooMany(at: now) {
            violations.append("global at \(now)")
            return refused(.global, after: .seconds(1))
        }
        guard let name = bucketOf[endpoint], let kind = kinds[name] else {
            return Reply(status: 200, headers: ResponseHeaders(), throttle: nil)
        }
        if let sharedWait { return refused(.shared, after: sharedWait) }
        let key = WindowKey(bucket: "\(name)-\(season)", major: route.major)
        var window = windows[key] ?? Window(used: 0, resetsAt: .zero)
        if window.resetsAt <= now { window = Window(used: 0, resetsAt: now + kind.period) }
        window.used += 1
        defer { windows[key] = window }
        guard window.used <= kind.limit else {
            violations.append("\(key) at \(now)")
            return refused(.user, after: window.resetsAt - now)
        }
        return Reply(status: 200, headers: headers(key, window, kind, at: now), throttle: nil)
    }

    private mutating func countsTooMany(at now: Duration) -> Bool {
        arrivals.removeFirst(arrivals.firstIndex { $0 + .seconds(1) > now } ?? arrivals.count)
        arrivals.append(now)
        return arrivals.count > 50
    }

    private func headers(_ key: WindowKey, _ window: Window, _ kind: Bucket, at now: Duration) -> ResponseHeaders {
        ResponseHeaders([
            ("X-RateLimit-Limit", "\(kind.limit)"), ("X-RateLimit-Remaining", "\(kind.limit - window.used)"),
            ("X-RateLimit-Reset", Self.text(.seconds(1_700_000_000) + window.resetsAt)),
            ("X-RateLimit-Reset-After", Self.text(window.resetsAt - now)), ("X-RateLimit-Bucket", key.bucket),
        ])
    }

    private func refused(_ scope: Throttle.Scope, after wait: Duration) -> Reply {
        Reply(status: 429, headers: ResponseHeaders(), throttle: Throttle(scope: scope, wait: wait))
    }

    /// Seconds with three digits behind the point, cut off, as Discord sends them.
    private static func text(_ time: Duration) -> String {
        let milliseconds = Int(time / .milliseconds(1))
        let fraction = "\(milliseconds % 1000)"
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }
}
