import Foundation
import Storage

/// A passage that may answer.
struct RecallCandidate {
    var passage: Passage
    /// Terms that it has.
    var length: Int
    /// What was said in the same place just before, the nearest first, and just after.
    var before: [Int64] = []
    var after: [Int64] = []
}

/// What words and meaning found, with what stands next to it in its talk: as it is in the database now.
///
/// Nothing that the viewer may not see comes past the condition of access, wherever it was found.
struct RecallFinds {
    /// Finds of words that may answer themselves; further ones only speak for what stands next to them.
    static let answering = 100
    /// Finds whose neighbours may answer too: who is asked answers in other words.
    private static let withNeighbours = 40

    private(set) var candidates: [Int64: RecallCandidate] = [:]
    /// BM25 of all that share a word.
    let words: [Int64: Double]
    /// Cosines of candidates, and of what was said right after one.
    private(set) var meanings: [Int64: Double] = [:]

    private let vector: [Float]?
    private let access: (sql: String, arguments: [SQLValue])

    /// - Parameters:
    ///   - worded: the best first.
    ///   - near: the same; empty without a vector.
    init(
        worded: [(id: Int64, score: Double)], near: [Int64], vector: [Float]?,
        _ access: (sql: String, arguments: [SQLValue]), in sql: any SQLConnection
    ) throws {
        words = Dictionary(worded.map { ($0.id, $0.score) }) { first, _ in first }
        (self.vector, self.access) = (vector, access)
        try take(worded.prefix(Self.answering).map(\.id) + near, sql)
        try link(Array(candidates.keys), sql)
        let found = Set(candidates.keys)
        try take(neighbours(of: worded.prefix(Self.withNeighbours).map(\.id), near), sql)
        try link(candidates.keys.filter { !found.contains($0) }, sql)
        try measure(candidates.values.compactMap(\.after.first).filter { meanings[$0] == nil }, sql)
    }

    /// An answer stands two after what shares its question's words, and one before what has it in view.
    private func neighbours(of worded: [Int64], _ near: [Int64]) -> [Int64] {
        guard vector != nil else {
            return worded.flatMap { id -> [Int64] in
                let links = candidates[id]
                return (links?.before.prefix(1).map(\.self) ?? []) + (links?.after ?? [])
            }
        }
        return worded.compactMap { candidates[$0]?.after.dropFirst().first }
            + near.prefix(Self.withNeighbours).compactMap { candidates[$0]?.before.first }
    }

    private mutating func take(_ ids: [Int64], _ sql: any SQLConnection) throws {
        for row in try rows(
            "\(Passage.columns), length(terms) - length(replace(terms, ' ', '')) AS spaces, components",
            Set(ids).subtracting(candidates.keys), sql)
        {
            let passage = try Passage(row)
            candidates[passage.id] = RecallCandidate(passage: passage, length: try row.int("spaces") + 1)
            try note(row, passage.id)
        }
    }

    private mutating func measure(_ ids: [Int64], _ sql: any SQLConnection) throws {
        guard vector != nil else { return }
        for row in try rows("passage.id, components", Set(ids), sql) { try note(row, Int64(row.int("id"))) }
    }

    private mutating func note(_ row: Row, _ id: Int64) throws {
        guard let vector, let stored = try row.optionalBlob("components").flatMap({ StoredVector($0) }) else { return }
        meanings[id] = Double(stored.similarity(to: vector))
    }

    private func rows(_ columns: String, _ ids: Set<Int64>, _ sql: any SQLConnection) throws -> [Row] {
        guard !ids.isEmpty else { return [] }
        return try sql.rows(
            """
            SELECT \(columns) FROM passage LEFT JOIN passage_vector ON passage = passage.id
            WHERE \(access.sql) AND passage.id IN (\(Self.marks(ids.count)))
            """, access.arguments + ids.sorted().map { .integer($0) })
    }

    /// Finds out what stands next to passages; what that says is read only under the condition of access.
    private mutating func link(_ ids: [Int64], _ sql: any SQLConnection) throws {
        let turns = ids.filter { candidates[$0]?.passage.kind == .turn }.sorted()
        guard !turns.isEmpty else { return }
        func beside(_ sign: String, _ order: String, _ offset: Int) -> String {
            """
            (SELECT id FROM passage AS other WHERE other.place = passage.place AND other.id \(sign) passage.id
            ORDER BY id \(order) LIMIT 1 OFFSET \(offset))
            """
        }
        let rows = try sql.rows(
            """
            SELECT id, \(beside("<", "DESC", 0)) AS before1, \(beside("<", "DESC", 1)) AS before2,
            \(beside(">", "ASC", 0)) AS after1, \(beside(">", "ASC", 1)) AS after2
            FROM passage WHERE id IN (\(Self.marks(turns.count)))
            """, turns.map { .integer($0) })
        for row in rows {
            let id = Int64(try row.int("id"))
            candidates[id]?.before = try ["before1", "before2"].compactMap { try row.optionalInt($0).map(Int64.init) }
            candidates[id]?.after = try ["after1", "after2"].compactMap { try row.optionalInt($0).map(Int64.init) }
        }
    }

    private static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}
