/// Turns texts into vectors that lie near each other where the texts mean the same.
package protocol Embedder: Sendable {
    /// The model: vectors of different models cannot be compared.
    var name: String { get async }

    /// One vector of length 1 for each text, in their order; all have the same number of components.
    ///
    /// - Throws: ``InferenceError``.
    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> [[Float]]
}

/// What a text is: some models want to know.
package enum EmbeddingRole: Sendable, Hashable {
    /// What is asked.
    case query
    /// What is looked through.
    case passage
}
