/// Turns texts into vectors that lie near each other where the texts mean the same.
package protocol Embedder: Sendable {
    /// The model: vectors of different models cannot be compared.
    var name: String { get async }

    /// One vector of length 1 for each text, in their order; all have the same number of components.
    ///
    /// - Throws: ``InferenceError``.
    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> [[Float]]

    /// The cosine of a question with a passage that has nothing to do with it, and with one that answers it well.
    var likeness: ClosedRange<Double> { get }
}

extension Embedder {
    /// As most models have it, about.
    package var likeness: ClosedRange<Double> { 0.3...0.8 }
}

/// What a text is: some models want to know.
package enum EmbeddingRole: Sendable, Hashable {
    /// What is asked.
    case query
    /// What is looked through.
    case passage
}
