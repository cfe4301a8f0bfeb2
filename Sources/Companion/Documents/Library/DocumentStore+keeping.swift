import Foundation
import Storage

/// Takes a document in, in one transaction: either all of it is there, or what was there before.
extension DocumentStore {
    /// A file that was read.
    struct Read: Sendable {
        var name: DocumentName
        var format: DocumentFormat
        /// Of all its bytes.
        var key: String
        var bytes: Int
        /// When the file was written last, where that is known.
        var modifiedAt: Date?
        var chunks: [DocumentChunk]
    }

    /// Keeps a document; one of its name for the same people is replaced, and passages that are in both stay.
    ///
    /// - Throws: ``Mistake`` where there is no room.
    func keep(_ read: Read, owner: String, audience: Audience) async throws -> DocumentAddition {
        let date = now()
        let said = Said(
            // No talk has this place: it is nobody's neighbour.
            speaker: owner, place: audience.key, audience: audience, provenance: .imported, saidAt: date)
        let quota = DocumentQuota(of: audience)
        // Cutting texts into terms takes longer than all the rest, and nobody else can write meanwhile.
        let known = try await database.read { sql in Set(try Self.chunks(of: read.name, audience, sql).map(\.key)) }
        let terms = await Self.terms(of: read.chunks.filter { !known.contains($0.key) }, in: read.name)
        return try await database.write { sql in
            try Self.keep(read, said, quota, terms: terms, at: date, sql)
        }
    }

    @concurrent
    private static func terms(of chunks: [DocumentChunk], in name: DocumentName) async -> [ContentKey: String] {
        var terms: [ContentKey: String] = [:]
        for chunk in chunks where !Task.isCancelled { terms[chunk.key] = chunk.terms(in: name) }
        return terms
    }

    private static func keep(
        _ read: Read, _ said: Said, _ quota: DocumentQuota, terms: [ContentKey: String], at date: Date,
        _ sql: any SQLConnection
    ) throws -> DocumentAddition {
        let former = try document(read.name, said.audience, sql)
        try quota.check(
            try use(by: said.audience, besides: former?.id, sql), adding: read.bytes, read.chunks.count)
        let old = try chunks(of: read.name, said.audience, sql)
        let passages = Dictionary(old.map { ($0.key, $0.passage) }) { first, _ in first }
        let changes = DocumentChanges(from: old.map(\.key), to: read.chunks)
        for key in changes.removed {
            if let passage = passages[key] {
                try sql.execute("DELETE FROM passage WHERE id = ?", [.integer(passage)])
            }
        }
        let id = try put(read, said, over: former, at: date, sql)
        if let former, former.owner != said.speaker { try hand(former.id, to: said, sql) }
        for chunk in changes.kept {
            guard let passage = passages[chunk.key] else { continue }
            try sql.execute(
                "UPDATE document_chunk SET ordinal = ?, location = ? WHERE passage = ?",
                [SQLValue(chunk.ordinal), SQLValue(chunk.location?.description), .integer(passage)])
        }
        for chunk in changes.added {
            try insert(chunk, terms[chunk.key] ?? chunk.terms(in: read.name), of: id, read.name, said, at: date, sql)
        }
        guard let row = try sql.row("SELECT * FROM document WHERE id = ?", [.integer(id)]) else {
            throw StorageError.badRow("the document is not there")
        }
        return DocumentAddition(
            document: try Document(row), hasReplaced: former != nil, added: changes.added.count,
            kept: changes.kept.count, removed: changes.removed.count)
    }

    // MARK: Rows

    private static func document(
        _ name: DocumentName, _ audience: Audience, _ sql: any SQLConnection
    ) throws -> Document? {
        try sql.row(
            "SELECT * FROM document WHERE audience = ? AND category = ? AND name = ?",
            [.text(audience.key), .text(name.category), .text(name.name)]
        ).map(Document.init)
    }

    private static func chunks(
        of name: DocumentName, _ audience: Audience, _ sql: any SQLConnection
    ) throws -> [(key: ContentKey, passage: Int64)] {
        try sql.rows(
            """
            SELECT document_chunk.content_key AS chunk_key, passage FROM document_chunk
            JOIN document ON document.id = document_chunk.document
            WHERE audience = ? AND category = ? AND name = ? ORDER BY ordinal
            """, [.text(audience.key), .text(name.category), .text(name.name)]
        ).map { row in
            guard let key = ContentKey(try row.text("chunk_key")) else {
                throw StorageError.badRow("document_chunk.content_key is no key")
            }
            return (key, Int64(try row.int("passage")))
        }
    }

    private static func use(
        by audience: Audience, besides id: Int64?, _ sql: any SQLConnection
    ) throws -> DocumentQuota.Use {
        let row = try sql.row(
            """
            SELECT COUNT(*) AS files, COALESCE(SUM(bytes), 0) AS bytes, COALESCE(SUM(chunk_count), 0) AS chunks
            FROM document WHERE audience = ? AND id <> ?
            """, [.text(audience.key), .integer(id ?? -1)])
        return DocumentQuota.Use(
            files: try row?.int("files") ?? 0, bytes: try row?.int("bytes") ?? 0, chunks: try row?.int("chunks") ?? 0)
    }

    private static func put(
        _ read: Read, _ said: Said, over former: Document?, at date: Date, _ sql: any SQLConnection
    ) throws -> Int64 {
        let values: [(column: String, value: SQLValue)] = [
            ("format", .text(read.format.rawValue)), ("content_key", .text(read.key)), ("bytes", SQLValue(read.bytes)),
            ("chunk_count", SQLValue(read.chunks.count)), ("modified_at", SQLValue(read.modifiedAt)),
        ]
        if let former {
            let changed = values + [("speaker", .text(said.speaker)), ("subject", .text(said.subject))]
            let marks = (changed + [("said_at", SQLValue(date))])
            try sql.execute(
                "UPDATE document SET \(marks.map { "\($0.column) = ?" }.joined(separator: ", ")) WHERE id = ?",
                marks.map(\.value) + [.integer(former.id)])
            return former.id
        }
        let id = TurnID.next(at: date)
        try sql.insert(
            "document",
            [("id", .integer(id)), ("name", .text(read.name.name)), ("category", .text(read.name.category))] + values
                + said.values)
        return id
    }

    /// What stays of it is by whoever brought it last.
    private static func hand(_ document: Int64, to said: Said, _ sql: any SQLConnection) throws {
        try sql.execute(
            """
            UPDATE passage SET speaker = ?, subject = ?
            WHERE id IN (SELECT passage FROM document_chunk WHERE document = ?)
            """, [.text(said.speaker), .text(said.subject), .integer(document)])
    }

    private static func insert(
        _ chunk: DocumentChunk, _ terms: String, of document: Int64, _ name: DocumentName, _ said: Said, at date: Date,
        _ sql: any SQLConnection
    ) throws {
        let id = TurnID.next(at: date)
        try sql.insert(
            "passage",
            [
                "id": .integer(id), "kind": .text(Passage.Kind.chunk.rawValue), "name": .text(chunk.title(in: name)),
                "text": .text(chunk.text), "terms": .text(terms),
            ], said: said)
        try sql.insert(
            "document_chunk",
            [
                "passage": .integer(id), "document": .integer(document), "ordinal": SQLValue(chunk.ordinal),
                "heading": .text(chunk.heading), "location": SQLValue(chunk.location?.description),
                "content_key": .text(chunk.key.description),
            ])
    }
}

extension DocumentChunk {
    /// Characters of the headings that are shown; the innermost are the most telling.
    private static let headingLimit = 160

    fileprivate var heading: String {
        let whole = headingPath.joined(separator: " › ")
        return whole.count <= Self.headingLimit ? whole : "…" + whole.suffix(Self.headingLimit - 1)
    }

    /// “boiler.pdf › Setup › Pressure”.
    fileprivate func title(in name: DocumentName) -> String {
        heading.isEmpty ? name.name : "\(name.name) › \(heading)"
    }

    fileprivate func terms(in name: DocumentName) -> String {
        Terms.of("\(title(in: name)) \(text)").joined(separator: " ")
    }
}
