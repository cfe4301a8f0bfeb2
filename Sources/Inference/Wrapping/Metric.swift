import Metrics

/// The numbers this room reports. Labels are bounded: providers are those of the configuration, the rest are enums.
enum Metric {
    static func request(provider: String, outcome: String) {
        Counter(label: "acore_llm_requests_total", dimensions: [("provider", provider), ("outcome", outcome)])
            .increment()
    }

    static func tokens(_ usage: Usage, provider: String) {
        let counts = [("prompt", usage.promptTokens), ("completion", usage.completionTokens)]
        for (kind, count) in counts where count > 0 {
            Counter(label: "acore_llm_tokens_total", dimensions: [("provider", provider), ("kind", kind)])
                .increment(by: count)
        }
    }

    static func seconds(_ duration: Duration, provider: String) {
        Recorder(label: "acore_llm_seconds", dimensions: [("provider", provider)]).record(duration.inSeconds)
    }

    static func firstToken(_ duration: Duration, provider: String) {
        Recorder(label: "acore_llm_first_token_seconds", dimensions: [("provider", provider)])
            .record(duration.inSeconds)
    }

    /// - Parameter result: `hit` or `miss`.
    static func cache(_ result: String) {
        Counter(label: "acore_llm_cache_total", dimensions: [("result", result)]).increment()
    }

    /// - Parameter result: `started`, `joined` or `alone`.
    static func flight(_ result: String) {
        Counter(label: "acore_llm_flights_total", dimensions: [("result", result)]).increment()
    }

    static func routed(_ route: Route) {
        Counter(label: "acore_llm_routed_total", dimensions: [("route", route.rawValue)]).increment()
    }

    /// A member failed and the next one is asked.
    static func fallback(from provider: String) {
        Counter(label: "acore_llm_fallbacks_total", dimensions: [("provider", provider)]).increment()
    }

    /// 0 closed, 1 half open, 2 open.
    static func breaker(_ state: CircuitBreaker.State, provider: String) {
        Gauge(label: "acore_llm_breaker_state", dimensions: [("provider", provider)]).record(state.rawValue)
    }

    static func queue(depth: Int, provider: String) {
        Gauge(label: "acore_llm_queue_depth", dimensions: [("provider", provider)]).record(depth)
    }

    static func budgetRefused(_ scope: String) {
        Counter(label: "acore_llm_budget_refused_total", dimensions: [("scope", scope)]).increment()
    }

    /// What was spent could not be written down.
    static func unsettled() {
        Counter(label: "acore_llm_unsettled_total").increment()
    }
}
