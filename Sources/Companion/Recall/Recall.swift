package import Foundation
package import Inference
import Logging
package import Storage
import Synchronization

/// Finds what was said or written that matters to a question, among all that its readers may know.
///
/// Words and meaning are asked side by side; what stands next to a find in its talk is looked at too, then all is
/// compared in one order. Without an embedder it goes by words alone.
package struct Recall: Sendable {
    /// What words and meaning find, before it is compared.
    private static let mostWorded = 300
    private static let mostNear = 100

    let passages: PassageStore
    let shelf: VectorShelf
    let embedder: (any Embedder)?
    private let trouble = Trouble()
    private var database: any Database { passages.database }

    package init(
        database: any Database, embedder: (any Embedder)?, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        passages = PassageStore(database: database, now: now)
        shelf = VectorShelf(database: database)
        self.embedder = embedder
    }

    /// - Parameters:
    ///   - date: what “last week” is counted from.
    ///   - known: passages that are read anyway.
    ///   - kind: what is looked through; nil: all.
    /// - Returns: the most useful first; nothing where the question has no word that says anything.
    package func find(
        _ question: String, for viewer: Viewer, at date: Date, limit: Int, except known: Set<Int64> = [],
        kind: Passage.Kind? = nil
    ) async throws -> [Recalled] {
        let query = RecallQuery(question, at: date)
        guard limit > 0, !query.terms.isEmpty else { return [] }
        var access = viewer.condition(at: passages.now())
        if let kind {
            access.sql += " AND kind = ?"
            access.arguments.append(.text(kind.rawValue))
        }
        async let worded = database.read { [access] sql in
            try TextIndex.search(
                "passage_text", over: "passage", for: query.terms, where: access, limit: Self.mostWorded, in: sql)
        }
        let vector = await vector(of: question)
        var near: [VectorBlock.Match] = []
        if let vector { near = try await shelf.best(Self.mostNear, for: vector, viewer: viewer, kind: kind) }
        let found = try await database.read { [near, access, worded = try await worded] sql in
            try RecallFinds(worded: worded, near: near.map(\.id), vector: vector, access, in: sql)
        }
        return RecallRanking(query).best(limit, of: found, except: known)
    }

    private func vector(of question: String) async -> [Float]? {
        guard let embedder else { return nil }
        do {
            return try await embedder.embed([question], as: .query).first
        } catch {
            note(error)
            return nil
        }
    }

    /// Makes ready for questions where nothing is being indexed.
    ///
    /// - Returns: the number under which the embedder's vectors are kept; 0 without one.
    @discardableResult
    package func prepare() async throws -> Int {
        guard let embedder else { return 0 }
        let embedding = try await passages.embedding(of: embedder.name)
        await shelf.use(embedding)
        return embedding
    }

    /// Says once that the embedder fails, until it works again.
    func note(_ error: any Error) { trouble.note(error) }

    /// Takes what was deleted out of memory.
    func dropGone() async throws {
        let gone = try await database.read { sql in
            try sql.rows("SELECT passage, audience FROM passage_gone").map {
                (id: Int64(try $0.int("passage")), audience: try $0.text("audience"))
            }
        }
        guard !gone.isEmpty else { return }
        await shelf.remove(gone)
        _ = try await database.write { sql in
            for (id, _) in gone { try sql.execute("DELETE FROM passage_gone WHERE passage = ?", [.integer(id)]) }
        }
    }
}

/// What was recalled, and how well it fits.
package struct Recalled: Sendable, Equatable {
    package var passage: Passage
    /// Comparable within one answer only.
    package var score: Double
    /// The cosine with the question; nil where there is no vector.
    package var meaning: Double?
}

/// Says a fault once, until it is over.
private final class Trouble: Sendable {
    private let isKnown = Mutex(false)

    func note(_ error: any Error) {
        let isNew = isKnown.withLock { known in
            defer { known = true }
            return !known
        }
        guard isNew else { return }
        Logger(label: "acore.recall").warning(
            "memories are found by their words alone for now", metadata: ["error": "\(error)"])
    }
}
