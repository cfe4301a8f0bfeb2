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
    /// Nil where it stays away from Discord.
    package var discord: Discord?

    package struct Engine: Sendable, Equatable {
        package var name: String
        package var state: EngineState

        package init(name: String, state: EngineState) {
            self.name = name
            self.state = state
        }
    }

    /// How it is there.
    package struct Discord: Sendable, Equatable {
        package var state: EngineState
        /// What it is called there; empty until Discord has said it.
        package var name: String
        package var serverCount: Int
        /// From a heartbeat to its acknowledgement.
        package var latency: Duration?
        /// Switches of the developer portal that are off, and what that means.
        package var missingSwitches: [MissingSwitch]

        package struct MissingSwitch: Sendable, Equatable, Encodable {
            package var name: String
            package var consequence: String
            /// The page that has it.
            package var link: String

            package init(name: String, consequence: String, link: String) {
                self.name = name
                self.consequence = consequence
                self.link = link
            }
        }

        package init(
            state: EngineState, name: String, serverCount: Int, latency: Duration?, missingSwitches: [MissingSwitch]
        ) {
            self.state = state
            self.name = name
            self.serverCount = serverCount
            self.latency = latency
            self.missingSwitches = missingSwitches
        }
    }

    package init(
        version: String, model: String, engines: [Engine], tokensToday: Int, lastLatency: Duration?, uptime: Duration,
        discord: Discord? = nil
    ) {
        self.version = version
        self.model = model
        self.engines = engines
        self.tokensToday = tokensToday
        self.lastLatency = lastLatency
        self.uptime = uptime
        self.discord = discord
    }
}

/// `{"model":…,"engines":[{"name":…,"state":"loading","detail":…}],…}`
extension StatusSnapshot: Encodable {
    private enum CodingKeys: String, CodingKey {
        case version, model, engines, tokensToday, lastLatencyMs, uptimeSeconds, discord
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(model, forKey: .model)
        try fields.encode(engines, forKey: .engines)
        try fields.encode(tokensToday, forKey: .tokensToday)
        try fields.encode(lastLatency?.wholeMilliseconds, forKey: .lastLatencyMs)
        try fields.encode(uptime.components.seconds, forKey: .uptimeSeconds)
        try fields.encode(discord, forKey: .discord)
    }
}

extension StatusSnapshot.Engine: Encodable {
    private enum CodingKeys: String, CodingKey { case name, state, detail }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(state.word, forKey: .state)
        try fields.encode(state.detail, forKey: .detail)
    }
}

extension StatusSnapshot.Discord: Encodable {
    private enum CodingKeys: String, CodingKey { case state, detail, name, serverCount, latencyMs, missingSwitches }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(state.word, forKey: .state)
        try fields.encode(state.detail, forKey: .detail)
        try fields.encode(name, forKey: .name)
        try fields.encode(serverCount, forKey: .serverCount)
        try fields.encode(latency?.wholeMilliseconds, forKey: .latencyMs)
        try fields.encode(missingSwitches, forKey: .missingSwitches)
    }
}

extension EngineState {
    fileprivate var word: String {
        switch self {
        case .ready: "ready"
        case .loading: "loading"
        case .missing: "missing"
        case .failed: "failed"
        }
    }

    fileprivate var detail: String? {
        switch self {
        case .ready: nil
        case .loading(let what), .missing(let what), .failed(let what): what
        }
    }
}

extension Duration {
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000
    }
}
