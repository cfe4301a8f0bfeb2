extension InferenceError {
    /// A short fixed word, for metric labels and logs.
    package var kind: String {
        switch self {
        case .unreachable: "unreachable"
        case .loading: "loading"
        case .overloaded: "overloaded"
        case .failed: "failed"
        case .refused: "refused"
        case .garbled: "garbled"
        case .timedOut: "timed_out"
        case .tooLarge: "too_large"
        case .cutOff: "cut_off"
        case .empty: "empty"
        case .busy: "busy"
        case .budgetSpent: "budget_spent"
        case .noModel: "no_model"
        }
    }
}
