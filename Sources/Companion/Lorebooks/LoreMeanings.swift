import Inference
import Logging
import Synchronization

/// Finds the entries whose meaning is near to what is asked, among those that want to be found so.
///
/// Vectors are kept in memory by what an entry says, so that books may share them and an edit costs one entry. A few
/// that are missing are made for the question at hand; the others wait for ``catchUp()``.
final class LoreMeanings: Sendable {
    /// The cosine from which on an entry is near: with e5, most questions are that near to an entry that answers them,
    /// and talk of other things is not. A model with a wider spread finds less, and nothing wrong.
    static let threshold = 0.825
    /// Vectors that are kept; the least used go first, and entries beyond as many are not looked at.
    static let most = 4_000
    /// Vectors that a question waits for.
    static let atOnce = 8
    /// Texts that wait; further ones are taken up when they are asked for again.
    static let mostWaiting = 4_000
    private static let batch = 16

    private struct State {
        var vectors = LRUCache<UInt128, [Float]>(capacity: LoreMeanings.most)
        var waiting: [UInt128: String] = [:]
        /// Whose vectors these are.
        var model = ""
        var isInTrouble = false

        /// What is missing: a few for now, the others for later.
        mutating func wait(for entries: [ReadyLorebook.Meaning], of model: String) -> [Text] {
            if self.model != model {
                self = State()
                self.model = model
            }
            let missing = entries.filter { vectors.peek($0.key) == nil }
            for entry in missing.dropFirst(LoreMeanings.atOnce) where waiting.count < LoreMeanings.mostWaiting {
                waiting[entry.key] = entry.text
            }
            return missing.prefix(LoreMeanings.atOnce).map { Text(key: $0.key, text: $0.text) }
        }

        mutating func keep(_ texts: [Text], _ vectors: [[Float]], of model: String) {
            // Another model's vectors are of no use.
            guard self.model == model else { return }
            for (text, vector) in zip(texts, vectors) { self.vectors.set(vector, for: text.key) }
            // Also what the embedder left out: it is asked for again where it is wanted.
            for text in texts { waiting[text.key] = nil }
        }

        mutating func near(_ asked: [Float], _ entries: [ReadyLorebook.Meaning]) -> [LoreID: Double] {
            var near: [LoreID: Double] = [:]
            for entry in entries {
                guard let vector = vectors.value(for: entry.key), vector.count == asked.count else { continue }
                let cosine = Double(zip(vector, asked).reduce(Float(0)) { $0 + $1.0 * $1.1 })
                if cosine >= LoreMeanings.threshold { near[entry.id] = cosine }
            }
            return near
        }
    }

    private struct Text: Sendable {
        var key: UInt128
        var text: String
    }

    private let embedder: any Embedder
    private let state = Mutex(State())
    private let logger = Logger(label: "acore.lore")

    init(_ embedder: any Embedder) { self.embedder = embedder }

    /// - Returns: those that are near, with how near they are. None where the embedder fails, which is said once.
    func similar(to question: String, among entries: [ReadyLorebook.Meaning]) async -> [LoreID: Double] {
        let entries = Array(entries.prefix(Self.most))
        guard !entries.isEmpty, !question.allSatisfy(\.isWhitespace) else { return [:] }
        do {
            let model = await embedder.name
            guard let asked = try await embedder.embed([question], as: .query).first else { return [:] }
            try await learn(state.withLock { $0.wait(for: entries, of: model) }, of: model)
            return state.withLock { state in
                state.isInTrouble = false
                return state.near(asked, entries)
            }
        } catch {
            note(error)
            return [:]
        }
    }

    /// Makes the vectors that are waited for.
    func catchUp() async {
        while let (texts, model) = nextWaiting() {
            do {
                try await learn(texts, of: model)
            } catch {
                return note(error)
            }
        }
    }

    // MARK: Steps

    private func nextWaiting() -> ([Text], String)? {
        state.withLock { state in
            let some = state.waiting.prefix(Self.batch).map { Text(key: $0.key, text: $0.value) }
            return some.isEmpty ? nil : (some, state.model)
        }
    }

    private func learn(_ texts: [Text], of model: String) async throws {
        guard !texts.isEmpty else { return }
        let vectors = try await embedder.embed(texts.map(\.text), as: .passage)
        state.withLock { $0.keep(texts, vectors, of: model) }
    }

    private func note(_ error: any Error) {
        guard !(error is CancellationError) else { return }
        let isNew = state.withLock { state in
            defer { state.isInTrouble = true }
            return !state.isInTrouble
        }
        guard isNew else { return }
        logger.warning("lore is found by its keys alone for now", metadata: ["error": "\(error)"])
    }
}
