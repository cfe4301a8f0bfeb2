import Inference

extension Mistake {
    /// What a person is told when a model gave no answer; the log has the rest.
    init(_ error: InferenceError) {
        self.init(Self.sentence(for: error), Self.kind(of: error))
    }

    private static func kind(of error: InferenceError) -> Kind {
        switch error {
        case .overloaded, .busy: .busy
        case .budgetSpent: .spent
        default: .unavailable
        }
    }

    private static func sentence(for error: InferenceError) -> String {
        switch error {
        case .loading:
            "My language model is still waking up. Give me a moment and ask again."
        case .unreachable, .failed, .garbled, .cutOff:
            "I could not reach my language model just now. Please try again in a moment."
        case .timedOut:
            "My language model took too long to answer. Please try again."
        case .overloaded, .busy:
            "I have more to answer than I can manage right now. Please try again in a minute."
        case .refused(_, let status, _):
            "My language model refused the question (\(status)). My operator can see why in the log."
        case .tooLarge:
            "My language model's answer was too large to be one. Please ask in another way."
        case .empty:
            "I had nothing to say to that. Try to put it differently."
        case .budgetSpent(let scope, let resets):
            "The budget for \(scope) is used up for now. It starts afresh \(resets)."
        case .noModel(let reason):
            "I have no language model to think with: \(reason)"
        }
    }
}

extension InferenceError {
    /// Whether the same question may well be answered a little later.
    var mayPass: Bool {
        switch self {
        case .unreachable, .loading, .overloaded, .busy, .timedOut: true
        default: false
        }
    }
}
