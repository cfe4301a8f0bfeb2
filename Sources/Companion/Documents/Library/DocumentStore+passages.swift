import Storage

/// Opens documents at a passage.
extension DocumentStore {
    /// Passages on each side.
    private static let reach = 2

    /// A passage with its neighbours; nil where there is none that this viewer may be told of.
    package func passage(_ id: Int64, for viewer: Viewer) async throws -> OpenPassage? {
        let access = viewer.condition(at: now())
        return try await database.read { sql in
            guard
                try sql.row(
                    "SELECT 1 FROM passage WHERE id = ? AND kind = 'chunk' AND \(access.sql)",
                    [.integer(id)] + access.arguments) != nil,
                let link = try sql.row(
                    "SELECT document, ordinal FROM document_chunk WHERE passage = ?", [.integer(id)]),
                let document = try sql.row(
                    "SELECT * FROM document WHERE id = ? AND \(access.sql)",
                    [try link.value("document")] + access.arguments)
            else { return nil }
            let ordinal = try link.int("ordinal")
            let parts = try sql.rows(
                """
                SELECT passage, ordinal, heading, location, text FROM document_chunk
                JOIN passage ON passage.id = document_chunk.passage
                WHERE document = ? AND ordinal BETWEEN ? AND ? AND \(access.sql) ORDER BY ordinal
                """,
                [try link.value("document"), SQLValue(ordinal - Self.reach), SQLValue(ordinal + Self.reach)]
                    + access.arguments
            ).map(OpenPassage.Part.init)
            return OpenPassage(document: try Document(document), parts: parts, id: id)
        }
    }

    /// Which folders passages are from.
    func categories(of passages: [Int64]) async throws -> [Int64: String] {
        guard !passages.isEmpty else { return [:] }
        let marks = passages.map { _ in "?" }.joined(separator: ", ")
        return try await database.read { sql in
            let rows = try sql.rows(
                """
                SELECT passage, category FROM document_chunk JOIN document ON document.id = document_chunk.document
                WHERE passage IN (\(marks))
                """, passages.map { .integer($0) })
            return Dictionary(
                try rows.map { (Int64(try $0.int("passage")), try $0.text("category")) }
            ) { first, _ in first }
        }
    }
}
