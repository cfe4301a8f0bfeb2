extension InferenceError {
    /// Whether another provider may do better. Only what is about the person who asks may not.
    var letsOthersTry: Bool {
        if case .budgetSpent = self { false } else { true }
    }

    /// Whether it says that the provider is in trouble, and not our request, our queue or a model that still loads.
    ///
    /// Whoever asks for an empty reply (a first word that is a stop sequence) gets one from a healthy provider.
    var blamesProvider: Bool {
        switch self {
        case .unreachable, .overloaded, .failed, .garbled, .timedOut, .cutOff: true
        case .loading, .refused, .tooLarge, .empty, .busy, .budgetSpent, .noModel: false
        }
    }

    /// How much somebody can do with it: of several failures the highest is told.
    var usefulness: Int {
        switch self {
        case .budgetSpent: 12  // nothing else matters
        case .refused: 11  // a key or a model's name is wrong: mend the configuration
        case .loading: 10  // wait a little
        case .overloaded: 9  // wait, and it may say how long
        case .busy: 8
        case .tooLarge: 7
        case .failed: 6
        case .timedOut: 5
        case .unreachable: 4  // is it running?
        case .garbled: 3
        case .cutOff: 2
        case .empty: 1
        case .noModel: 0
        }
    }
}
