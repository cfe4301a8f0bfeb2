import Storage

/// What was brought in once, so that it never comes twice, though it may have been deleted since.
///
/// Only hashes are kept: they say nothing of whom or what.
enum ImportKeys {
    /// - Parameter owner: the place or the person that gets it.
    /// - Returns: whether it is new; from now on it is known.
    static func claim(_ key: SourceKey, for owner: String, _ sql: any SQLConnection) throws -> Bool {
        let hash = ContentHash.of(owner, key.description).text
        return try sql.execute(
            "INSERT INTO import_key (key) VALUES (?) ON CONFLICT (key) DO NOTHING", [.text(hash)]) == 1
    }

    static func isKnown(_ key: SourceKey, for owner: String, _ sql: any SQLConnection) throws -> Bool {
        let hash = ContentHash.of(owner, key.description).text
        return try sql.row("SELECT 1 FROM import_key WHERE key = ?", [.text(hash)]) != nil
    }
}
