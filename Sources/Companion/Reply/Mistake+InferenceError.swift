import Inference

extension Mistake {
    /// What a person is told when a model gave no answer; the log has the rest.
    init(_ error: InferenceError) {
        switch error {
        case .loading:
            self.init("My language model is still waking up. Give me a moment and ask again.")
        case .unreachable, .failed, .garbled, .cutOff:
            self.init("I could not reach my language model just now. Please try again in a moment.")
        case .timedOut:
            self.init("My language model took too long to answer. Please try again.")
        case .overloaded, .busy:
            self.init("I have more to answer than I can manage right now. Please try again in a minute.")
        case .refused(_, let status, _):
            self.init(
                "My language model refused the question (\(status)). My operator can see why in the log.")
        case .tooLarge:
            self.init("My language model's answer was too large to be one. Please ask in another way.")
        case .empty:
            self.init("I had nothing to say to that. Try to put it differently.")
        case .budgetSpent(let scope, let resets):
            self.init("The budget for \(scope) is used up for now. It starts afresh \(resets).")
        case .noModel(let reason):
            self.init("I have no language model to think with: \(reason)")
        }
    }
}
