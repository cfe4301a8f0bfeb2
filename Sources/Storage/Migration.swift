/// One step of the schema. Migrations are only ever added, never changed: the
/// database remembers them by name and runs each exactly once, in order.
package struct Migration: Sendable, Hashable {
    package let name: String
    /// Statements, separated by semicolons.
    package let sql: String
    /// The same for PostgreSQL, where types or functions differ.
    package let postgreSQL: String?

    package init(_ name: String, _ sql: String, postgreSQL: String? = nil) {
        self.name = name
        self.sql = sql
        self.postgreSQL = postgreSQL
    }
}
