import Synchronization

/// An embedder for tests: texts that share words lie near each other.
package final class ScriptedEmbedder: Embedder {
    package let name: String
    private let dimensions: Int
    private let failure: InferenceError?
    private let seen = Mutex<[[String]]>([])

    package init(name: String = "scripted", dimensions: Int = 1024, failure: InferenceError? = nil) {
        self.name = name
        self.dimensions = max(1, dimensions)
        self.failure = failure
    }

    /// The texts of every call so far.
    package var calls: [[String]] { seen.withLock { $0 } }

    package func embed(_ texts: [String], as role: EmbeddingRole) async throws -> [[Float]] {
        seen.withLock { $0.append(texts) }
        if let failure { throw failure }
        return texts.map(vector)
    }

    private func vector(of text: String) -> [Float] {
        var vector = [Float](repeating: 0.001, count: dimensions)
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let place = Int(
                word.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 } >> 33)
            vector[place % dimensions] += 1
        }
        return vector.normalized
    }
}

extension [Float] {
    /// The same direction with length 1; zeros stay.
    package var normalized: [Float] {
        let length = reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 && length.isFinite ? map { $0 / length } : self
    }
}
