/// What a model can take and do; the prompt is built to fit.
package struct ModelTraits: Sendable, Equatable {
    /// Tokens that prompt and reply share.
    package var contextTokens: Int
    /// Billions of parameters; nil where unknown (then: large).
    package var billionParameters: Double?
    package var seesImages: Bool
    /// Whether it was taught to call functions; others are asked in text.
    package var callsTools: Bool

    /// Models this small drown in long prompts.
    package var isSmall: Bool { billionParameters.map { $0 < 1 } ?? false }

    package init(
        contextTokens: Int, billionParameters: Double? = nil, seesImages: Bool = false, callsTools: Bool = false
    ) {
        self.contextTokens = contextTokens
        self.billionParameters = billionParameters
        self.seesImages = seesImages
        self.callsTools = callsTools
    }
}

/// How an engine is doing, for the status strip, `/health` and `acore doctor`.
package enum EngineState: Sendable, Equatable {
    case ready
    /// What it is busy with: "loading SmolLM2-135M (91 MB)".
    case loading(String)
    /// Its files are not there; the sentence says what to do.
    case missing(String)
    /// It failed and will be tried again, or not; the sentence says which.
    case failed(String)
}
