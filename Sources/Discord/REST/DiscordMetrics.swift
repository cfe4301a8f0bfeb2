import DiscordModel
import Metrics

/// What is counted of requests. Labels are templates of routes, so their number is that of the routes we use.
enum DiscordMetrics {
    static func answered(_ route: Route, status: Int, took: Duration) {
        count("acore_discord_requests_total", [("route", route.label), ("status", "\(min(max(status, 0), 999))")])
        Metrics.Timer(label: "acore_discord_request_seconds", dimensions: [("route", route.label)])
            .recordNanoseconds(Int64(min(max(took / .nanoseconds(1), 0), 9e18)))
    }

    static func failed(_ route: Route) {
        count("acore_discord_requests_total", [("route", route.label), ("status", "none")])
    }

    static func repeated(_ route: Route) { count("acore_discord_repeats_total", [("route", route.label)]) }

    static func throttled(_ scope: Throttle.Scope) {
        count("acore_discord_throttled_total", [("scope", scope.rawValue)])
    }

    /// Those that Discord's edge holds against our address.
    static func invalid(_ status: Int) { count("acore_discord_invalid_total", [("status", "\(status)")]) }

    private static func count(_ label: String, _ dimensions: [(String, String)]) {
        Counter(label: label, dimensions: dimensions).increment()
    }
}
