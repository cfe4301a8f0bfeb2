import Foundation
import Storage

/// The vectors that are at hand: whole scopes, loaded when they are first asked for, the least used put away when
/// there are too many.
actor VectorShelf {
    /// What kind of row it is, and who may see it within its scope.
    private struct Owner: Hashable {
        var kind: String
        var speaker: String
        var persona: String?

        init(_ row: Row) throws {
            kind = try row.text("kind")
            speaker = try row.text("speaker")
            persona = try row.optionalText("persona")
        }
    }

    private struct Scope {
        var block: VectorBlock
        var owners: [Owner] = []
        var numbers: [Owner: UInt32] = [:]
        var usedAt = 0

        mutating func put(_ vector: StoredVector, id: Int64, owner: Owner) {
            let number = numbers[owner] ?? UInt32(clamping: owners.count)
            if numbers.updateValue(number, forKey: owner) == nil { owners.append(owner) }
            block.put(vector, id: id, tag: number)
        }
    }

    /// Bytes that blocks may take together; a block that is larger by itself is kept alone.
    private let capacity: Int
    private let database: any Database
    private var embedding = 0
    private var scopes: [String: Scope] = [:]
    private var uses = 0
    /// Grows with every change, so that who loads a scope sees whether it is still what was read.
    private var changes = 0
    private static let mostTries = 3

    init(database: any Database, capacity: Int = 512 << 20) {
        self.database = database
        self.capacity = capacity
    }

    /// Vectors of another model are of no use beside those of this one.
    func use(_ embedding: Int) {
        guard embedding != self.embedding else { return }
        self.embedding = embedding
        changes += 1
        scopes = [:]
    }

    /// What is most like a vector, among all that a viewer may see.
    ///
    /// - Parameter kind: what is looked through; nil: all.
    func best(
        _ most: Int, for query: [Float], viewer: Viewer, kind: Passage.Kind? = nil
    ) async throws -> [VectorBlock.Match] {
        guard embedding > 0 else { return [] }
        var best = BestMatches(most)
        for scope in try await audiences(of: viewer) {
            try await load(scope.audience, dimensions: query.count)
            guard let found = scopes[scope.audience] else { continue }
            let isVisible = found.owners.map { owner in
                (scope.speakers?.contains(owner.speaker) ?? true) && (kind.map { $0.rawValue == owner.kind } ?? true)
                    && owner.persona.map(viewer.characters.contains) ?? true
            }
            for match in found.block.best(
                most, for: query, where: { isVisible.indices.contains(Int($0)) && isVisible[Int($0)] })
            { best.offer(match) }
        }
        return best.sorted
    }

    /// Whose rows are looked at in which scope; nil: everybody's.
    private func audiences(of viewer: Viewer) async throws -> [(audience: String, speakers: [String]?)] {
        let open = viewer.openAudiences
        guard !viewer.readers.isEmpty else { return open.map { ($0, nil) } }
        let marks = viewer.readers.map { _ in "?" }.joined(separator: ", ")
        let own = try await database.read { sql in
            try sql.rows(
                "SELECT DISTINCT audience FROM passage WHERE speaker IN (\(marks))",
                viewer.readers.map { .text($0) }
            ).map { try $0.text("audience") }
        }
        return open.map { ($0, nil) } + own.filter { !open.contains($0) }.map { ($0, viewer.readers) }
    }

    // MARK: Keeping it true

    /// New vectors join the scopes that are at hand.
    func add(_ vectors: [(passage: Passage, vector: StoredVector)], of embedding: Int) async throws {
        guard embedding == self.embedding else { return }
        changes += 1
        guard !scopes.isEmpty else { return }
        let ids = vectors.map { SQLValue.integer($0.passage.id) }
        let rows = try await database.read { sql in
            try sql.rows(
                """
                SELECT id, kind, audience, speaker, persona FROM passage
                WHERE id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))
                """, ids)
        }
        let stored = Dictionary(vectors.map { ($0.passage.id, $0.vector) }) { _, last in last }
        for row in rows {
            let id = Int64(try row.int("id"))
            guard let vector = stored[id] else { continue }
            let owner = try Owner(row)
            scopes[try row.text("audience")]?.put(vector, id: id, owner: owner)
        }
    }

    func remove(_ passages: [(id: Int64, audience: String)]) {
        changes += 1
        for (id, audience) in passages { scopes[audience]?.block.remove(id) }
    }

    private func load(_ audience: String, dimensions: Int) async throws {
        uses += 1
        if scopes[audience] != nil {
            scopes[audience]?.usedAt = uses
            return
        }
        for _ in 0..<Self.mostTries {
            let before = changes
            let scope = try await read(audience, dimensions: dimensions)
            guard before == changes else { continue }
            scopes[audience] = scope
            scopes[audience]?.usedAt = uses
            return makeRoom(keeping: audience)
        }
    }

    private func read(_ audience: String, dimensions: Int) async throws -> Scope {
        let embedding = embedding
        return try await database.read { sql in
            var scope = Scope(block: VectorBlock(dimensions: dimensions))
            let rows = try sql.rows(
                """
                SELECT id, kind, speaker, persona, components FROM passage JOIN passage_vector ON passage = id
                WHERE audience = ? AND embedding = ? ORDER BY id
                """, [.text(audience), SQLValue(embedding)])
            scope.block.reserve(rows.count)
            for row in rows {
                guard let vector = StoredVector(try row.blob("components")) else { continue }
                let owner = try Owner(row)
                scope.put(vector, id: Int64(try row.int("id")), owner: owner)
            }
            return scope
        }
    }

    private func makeRoom(keeping audience: String) {
        while scopes.count > 1, scopes.values.reduce(0, { $0 + $1.block.bytes }) > capacity,
            let oldest = scopes.filter({ $0.key != audience }).min(by: { $0.value.usedAt < $1.value.usedAt })
        { scopes[oldest.key] = nil }
    }
}
