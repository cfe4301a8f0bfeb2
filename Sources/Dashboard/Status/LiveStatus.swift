package import Inference

/// How the program is doing, as `App` tells the page.
package struct LiveStatus: Sendable {
    /// Whether it can answer by now.
    package var isReady: @Sendable () -> Bool
    package var snapshot: @Sendable () async -> StatusSnapshot
    /// For `/metrics`, in Prometheus' text format.
    package var metrics: @Sendable () -> String

    package init(
        isReady: @escaping @Sendable () -> Bool, snapshot: @escaping @Sendable () async -> StatusSnapshot,
        metrics: @escaping @Sendable () -> String
    ) {
        self.isReady = isReady
        self.snapshot = snapshot
        self.metrics = metrics
    }
}

/// One look at everything.
package struct StatusSnapshot: Sendable, Equatable {
    package var version: String
    package var model: String
    package var engines: [Engine]
    package var tokensToday: Int
    /// Of the last answer, from the question to the first word.
    package var lastLatency: Duration?
    package var uptime: Duration

    package struct Engine: Sendable, Equatable {
        package var name: String
        package var state: EngineState

        package init(name: String, state: EngineState) {
            self.name = name
            self.state = state
        }
    }

    package init(
        version: String, model: String, engines: [Engine], tokensToday: Int, lastLatency: Duration?, uptime: Duration
    ) {
        self.version = version
        self.model = model
        self.engines = engines
        self.tokensToday = tokensToday
        self.lastLatency = lastLatency
        self.uptime = uptime
    }
}

/// `{"model":…,"engines":[{"name":…,"state":"loading","detail":…}],…}`
extension StatusSnapshot: Encodable {
    private enum CodingKeys: String, CodingKey {
        case version, model, engines, tokensToday, lastLatencyMs, uptimeSeconds
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(model, forKey: .model)
        try fields.encode(engines, forKey: .engines)
        try fields.encode(tokensToday, forKey: .tokensToday)
        try fields.encode(lastLatency?.wholeMilliseconds, forKey: .lastLatencyMs)
        try fields.encode(uptime.components.seconds, forKey: .uptimeSeconds)
    }
}

extension StatusSnapshot.Engine: Encodable {
    private enum CodingKeys: String, CodingKey { case name, state, detail }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        let (word, detail): (String, String?) =
            switch state {
            case .ready: ("ready", nil)
            case .loading(let what): ("loading", what)
            case .missing(let what): ("missing", what)
            case .failed(let what): ("failed", what)
            }
        try fields.encode(word, forKey: .state)
        try fields.encode(detail, forKey: .detail)
    }
}

extension Duration {
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000
    }
}
