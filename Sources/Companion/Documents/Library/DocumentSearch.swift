import Foundation
import Inference

/// Finds what documents say about a question, and how much of it they hold: most questions are about no document.
struct DocumentSearch: Sendable {
    /// What holds less of a question than this is left out.
    static let leastShare = 1.0 / 3
    /// What a document in a folder that the character knows best is ahead of others.
    private static let favour = 0.1
    /// Finds that are compared for one that is wanted.
    private static let width = 4
    /// Terms of a question that are enough: a long one says more than it asks.
    private static let enoughTerms = 6

    let recall: Recall
    private let store: DocumentStore

    init(_ recall: Recall) {
        self.recall = recall
        store = DocumentStore(database: recall.passages.database, now: recall.passages.now)
    }

    /// - Parameter categories: folders that the character who answers knows best.
    /// - Returns: the most useful first; the score is the share of the question that it holds.
    func find(
        _ question: String, for viewer: Viewer, at date: Date, knowing categories: [String], limit: Int
    ) async throws -> [Recalled] {
        guard limit > 0, try await store.hasAny(for: viewer) else { return [] }
        let found = try await recall.find(
            question, for: viewer, at: date, limit: limit * Self.width, kind: .chunk)
        let terms = Set(RecallQuery(question, at: date).terms)
        let likeness = recall.embedder?.likeness
        let shared = found.map { recalled in
            var recalled = recalled
            recalled.score = Self.share(of: terms, in: recalled, likeness)
            return recalled
        }.filter { $0.score >= Self.leastShare }
        let folders = categories.isEmpty ? [:] : try await store.categories(of: shared.map(\.passage.id))
        func rank(_ recalled: Recalled) -> Double {
            let isFavoured = folders[recalled.passage.id].map { Self.isKnown($0, in: categories) } ?? false
            return recalled.score + (isFavoured ? Self.favour : 0)
        }
        return Array(shared.sorted { (rank($0), $0.passage.id) > (rank($1), $1.passage.id) }.prefix(limit))
    }

    // MARK: How much of it

    /// By its words and by its meaning: either may find what the other does not see.
    private static func share(
        of terms: Set<String>, in recalled: Recalled, _ likeness: ClosedRange<Double>?
    ) -> Double {
        let held = terms.intersection(Terms.of(recalled.passage.words(after: nil))).count
        let words = min(1, Double(held) / Double(max(1, min(terms.count, enoughTerms))))
        guard let likeness, let cosine = recalled.meaning else { return words }
        let span = max(likeness.upperBound - likeness.lowerBound, 1e-6)
        let meaning = max(0, min((cosine - likeness.lowerBound) / span, 1))
        return 1 - (1 - words) * (1 - meaning)
    }

    /// `Sea/Stories` is known to whom knows “sea”, and `sea stories` to whom knows “sea_stories”.
    private static func isKnown(_ folder: String, in categories: [String]) -> Bool {
        let plain = Set((folder.split(separator: "/").map(String.init) + [folder]).map(plain))
        return categories.contains { plain.contains(Self.plain($0)) }
    }

    private static func plain(_ name: String) -> String {
        String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }
}
