import Inference

/// Errors as half a sentence for the status strip and `acore doctor`.
enum FaultWords {
    static func sentence(for error: any Error) -> String {
        switch error {
        case InferenceError.unreachable(_, let reason), InferenceError.failed(_, _, let reason),
            InferenceError.refused(_, _, let reason), InferenceError.garbled(_, let reason):
            reason
        case InferenceError.overloaded: "has too many requests"
        case InferenceError.loading: "is still loading its model"
        case InferenceError.timedOut: "does not answer in time"
        case InferenceError.tooLarge: "sent too much"
        case InferenceError.cutOff: "broke off its answer"
        case is CancellationError: "was not waited for"
        default: "\(error)"
        }
    }
}
