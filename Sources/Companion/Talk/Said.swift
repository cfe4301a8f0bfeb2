package import Foundation
package import Storage

/// What is kept beside every row of people's words: who said it, where, before
/// whom, and for how long it may be used. Deletion is a query over these columns.
package struct Said: Sendable, Hashable {
    package enum Provenance: String, Sendable {
        /// A person's own words.
        case spoken
        /// The companion's answer.
        case replied
        /// Brought in from a file.
        case imported
    }

    /// Who said it.
    package var speaker: String
    /// Whom it is about; the speaker, unless somebody may speak for others.
    package var subject: String
    package var place: String
    package var sourceMessage: String?
    package var audience: Audience
    package var persona: String?
    package var provenance: Provenance
    package var saidAt: Date
    /// True no longer after this moment; history keeps it.
    package var validUntil: Date?
    /// Deleted after this moment.
    package var expiresAt: Date?

    package init(
        speaker: String, subject: String? = nil, place: String, sourceMessage: String? = nil, audience: Audience,
        persona: String? = nil, provenance: Provenance, saidAt: Date, validUntil: Date? = nil, expiresAt: Date? = nil
    ) {
        self.speaker = speaker
        self.subject = subject ?? speaker
        self.place = place
        self.sourceMessage = sourceMessage
        self.audience = audience
        self.persona = persona
        self.provenance = provenance
        self.saidAt = saidAt
        self.validUntil = validUntil
        self.expiresAt = expiresAt
    }

    /// For `CREATE TABLE`: the columns that every such table has.
    package static let columns = """
        speaker TEXT NOT NULL, subject TEXT NOT NULL, place TEXT NOT NULL, source_message TEXT, \
        audience TEXT NOT NULL, persona TEXT, provenance TEXT NOT NULL, said_at BIGINT NOT NULL, \
        valid_until BIGINT, expires_at BIGINT
        """

    var values: [(column: String, value: SQLValue)] {
        [
            ("speaker", .text(speaker)), ("subject", .text(subject)), ("place", .text(place)),
            ("source_message", SQLValue(sourceMessage)), ("audience", .text(audience.key)),
            ("persona", SQLValue(persona)), ("provenance", .text(provenance.rawValue)),
            ("said_at", SQLValue(saidAt)), ("valid_until", SQLValue(validUntil)), ("expires_at", SQLValue(expiresAt)),
        ]
    }
}

extension SQLConnection {
    /// The tables of people's words, whatever they are called: those that have ``Said``'s columns.
    func tablesOfWords() throws -> [String] {
        try rows(
            """
            SELECT schema.name AS name FROM sqlite_schema AS schema
            JOIN pragma_table_info(schema.name) AS information
            WHERE schema.type = 'table' AND information.name IN ('speaker', 'subject', 'said_at', 'audience')
            GROUP BY schema.name HAVING COUNT(*) = 4
            """
        ).map { try $0.text("name") }
    }

    /// Inserts a row of somebody's words.
    package func insert(_ table: String, _ values: KeyValuePairs<String, SQLValue>, said: Said) throws {
        try insert(table, values.map { ($0.key, $0.value) } + said.values)
    }
}
