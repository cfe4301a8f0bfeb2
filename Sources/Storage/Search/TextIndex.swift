/// Full text search over a column of terms that are parted by spaces: they are cut and folded before they come here.
package enum TextIndex {
    /// Terms of a question that are looked up; a long one names what it wants more than once.
    private static let mostTerms = 24
    /// Rows that are scored, about. Where a question's terms stand in more, the commonest of them are left out: they
    /// tell least.
    private static let mostRows = 2_500

    /// What creates the index, and keeps it in step with its table.
    package static func creation(of name: String, over table: String, column: String) -> String {
        """
        CREATE VIRTUAL TABLE \(name) USING fts5(\(column), content='\(table)', content_rowid='id', tokenize='unicode61');
        CREATE TRIGGER \(name)_in AFTER INSERT ON \(table) BEGIN
            INSERT INTO \(name) (rowid, \(column)) VALUES (NEW.id, NEW.\(column));
        END;
        CREATE TRIGGER \(name)_out AFTER DELETE ON \(table) BEGIN
            INSERT INTO \(name) (\(name), rowid, \(column)) VALUES ('delete', OLD.id, OLD.\(column));
        END;
        """
    }

    /// Says in how many rows a term stands.
    package static func counting(_ name: String) -> String {
        "CREATE VIRTUAL TABLE \(name)_count USING fts5vocab(\(name), 'row')"
    }

    /// The rows of a table that have one of the terms and fulfil a condition: their ids and BM25 scores, the best
    /// first. The condition is tried before a row is scored.
    package static func search(
        _ name: String, over table: String, for terms: [String], where condition: (sql: String, arguments: [SQLValue]),
        limit: Int, in sql: any SQLConnection
    ) throws -> [(id: Int64, score: Double)] {
        let telling = try rarest(of: Array(terms.prefix(mostTerms)), name, in: sql)
        guard !telling.isEmpty else { return [] }
        let match = telling.map { "\"\($0.replacing("\"", with: ""))\"" }.joined(separator: " OR ")
        return try sql.rows(
            """
            SELECT \(table).id AS id, -bm25(\(name)) AS score FROM \(name)
            JOIN \(table) ON \(table).id = \(name).rowid
            WHERE \(name) MATCH ? AND \(condition.sql) ORDER BY bm25(\(name)) LIMIT ?
            """, [.text(match)] + condition.arguments + [SQLValue(limit)]
        ).map { (Int64(try $0.int("id")), try $0.real("score")) }
    }

    /// The terms that stand in few enough rows together, at least one of them.
    private static func rarest(of terms: [String], _ name: String, in sql: any SQLConnection) throws -> [String] {
        let counted = try terms.map { term in
            let row = try sql.row("SELECT doc FROM \(name)_count WHERE term = ?", [.text(term)])
            return (term: term, rows: try row?.int("doc") ?? 0)
        }
        var room = mostRows
        let sorted = counted.enumerated().sorted { ($0.element.rows, $0.offset) < ($1.element.rows, $1.offset) }
        return sorted.map(\.element).enumerated().prefix { place, counted in
            room -= min(counted.rows, room + 1)
            return place == 0 || room >= 0
        }.map(\.element.term)
    }
}
