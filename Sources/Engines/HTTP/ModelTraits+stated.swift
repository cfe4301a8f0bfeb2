import Inference

/// Numbers as providers state them, where they can be true.
extension ModelTraits {
    /// No prompt fits into less than 512 tokens: a server that says so means something else.
    static func contextTokens(stated tokens: Int?) -> Int? {
        tokens.flatMap { $0 >= 512 ? min($0, 10_000_000) : nil }
    }

    static func billionParameters(stated billions: Double?) -> Double? {
        billions.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }
}
