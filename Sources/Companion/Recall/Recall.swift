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
    /// What words and meaning find each, before they are compared.
    private static let candidates = 100
    /// Finds whose neighbours are looked at.
    private static let withNeighbours = 40
    /// Neighbours before and after.
    private static let reach = (before: 2, after: 1)

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
                "passage_text", over: "passage", for: query.terms, where: access, limit: Self.candidates, in: sql)
        }
        let vector = await vector(of: question)
        var near: [VectorBlock.Match] = []
        if let vector { near = try await shelf.best(Self.candidates, for: vector, viewer: viewer, kind: kind) }
        let found = try await database.read { [near, access, worded = try await worded] sql in
            try Self.gather(worded: worded, near: near, vector: vector, access, sql)
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

extension Recall {
    /// What was found, with its neighbours, as it is in the database now. Nothing that the viewer may not see comes
    /// past `access`, wherever it was found.
    private static func gather(
        worded: [(id: Int64, score: Double)], near: [VectorBlock.Match], vector: [Float]?,
        _ access: (sql: String, arguments: [SQLValue]), _ sql: any SQLConnection
    ) throws -> [RecallCandidate] {
        let words = Dictionary(worded.map { ($0.id, $0.score) }) { first, _ in first }
        var candidates: [Int64: RecallCandidate] = [:]
        func take(_ condition: String, _ arguments: [SQLValue]) throws -> [RecallCandidate] {
            try sql.rows(
                """
                SELECT \(Passage.columns), length(terms) - length(replace(terms, ' ', '')) AS spaces, components
                FROM passage LEFT JOIN passage_vector ON passage = passage.id
                WHERE \(access.sql) AND \(condition)
                """, access.arguments + arguments
            ).map { row in
                let passage = try Passage(row)
                let stored = try row.optionalBlob("components").flatMap { StoredVector($0) }
                return RecallCandidate(
                    passage: passage, length: try row.int("spaces") + 1, words: words[passage.id] ?? 0,
                    meaning: vector.flatMap { vector in stored.map { Double($0.similarity(to: vector)) } })
            }
        }
        let ids = Array(Set(worded.map(\.id) + near.map(\.id)))
        guard !ids.isEmpty else { return [] }
        let marks = Array(repeating: "?", count: ids.count).joined(separator: ", ")
        for candidate in try take("passage.id IN (\(marks))", ids.map { .integer($0) }) {
            candidates[candidate.passage.id] = candidate
        }
        let middle = zip(worded.prefix(withNeighbours).map(\.id), near.prefix(withNeighbours).map(\.id))
        let first = middle.flatMap { [$0, $1] } + worded.prefix(withNeighbours).map(\.id)
        var before: [Int64: [Int64]] = [:]
        var after: [Int64: [Int64]] = [:]
        for id in Set(first + near.prefix(withNeighbours).map(\.id)) {
            guard let passage = candidates[id]?.passage, passage.kind == .turn else { continue }
            let place = SQLValue.text(passage.place)
            for (isBefore, condition) in [
                (true, "place = ? AND passage.id < ? ORDER BY passage.id DESC LIMIT \(reach.before)"),
                (false, "place = ? AND passage.id > ? ORDER BY passage.id LIMIT \(reach.after)"),
            ] {
                let found = try take(condition, [place, .integer(id)])
                for candidate in found where candidates[candidate.passage.id] == nil {
                    candidates[candidate.passage.id] = candidate
                }
                if isBefore { before[id] = found.map(\.passage.id) } else { after[id] = found.map(\.passage.id) }
            }
        }
        return candidates.values.map { candidate in
            var candidate = candidate
            candidate.before = before[candidate.passage.id] ?? []
            candidate.after = after[candidate.passage.id] ?? []
            return candidate
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
