import DiscordModel
import Metrics

/// What the operator sees of one shard.
struct GatewayMetrics {
    private let connected: Gauge
    private let latency: Gauge
    private let waiting: Gauge
    private let bad: Counter
    /// By the names of events that are read: a fixed set, and `other`.
    private let events: [String: Counter]
    private let other: Counter
    private let factory: any MetricsFactory

    init(shard: Shard, wanted: Set<String>, factory: any MetricsFactory) {
        self.factory = factory
        let dimensions = [("shard", "\(shard.index)")]
        connected = Gauge(label: "acore_gateway_connected", dimensions: dimensions, factory: factory)
        latency = Gauge(label: "acore_gateway_latency_seconds", dimensions: dimensions, factory: factory)
        waiting = Gauge(label: "acore_gateway_events_waiting", factory: factory)
        bad = Counter(label: "acore_gateway_unreadable_events_total", factory: factory)
        let counter = { (name: String) in
            Counter(label: "acore_gateway_events_total", dimensions: [("event", name)], factory: factory)
        }
        events = Dictionary(uniqueKeysWithValues: wanted.map { ($0, counter($0)) })
        other = counter("other")
    }

    func received(_ name: String) { (events[name] ?? other).increment() }
    func unreadable() { bad.increment() }
    func isLive(_ isLive: Bool) { connected.record(isLive ? 1 : 0) }
    func answered(after latency: Duration) { self.latency.record(latency / .seconds(1)) }
    func waiting(_ events: Int) { waiting.record(events) }

    func met(_ trouble: GatewayTrouble) {
        Counter(label: "acore_gateway_faults_total", dimensions: [("kind", trouble.kind)], factory: factory).increment()
    }

    func sent(_ payload: GatewayPayload) {
        let kind: String? =
            switch payload {
            case .identify: "identify"
            case .resume: "resume"
            case .heartbeat, .command: nil
            }
        guard let kind else { return }
        Counter(label: "acore_gateway_logins_total", dimensions: [("kind", kind)], factory: factory).increment()
    }
}
