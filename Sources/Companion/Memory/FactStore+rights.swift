package import Storage

/// What came to the tables of memory with people's rights: taking back, being forgotten, and what is kept for a while.
extension FactStore {
    package static let rightsMigrations = [
        Migration(
            "companion: rights",
            """
            CREATE TABLE fact_end (
                id BIGINT PRIMARY KEY, topic TEXT, text TEXT NOT NULL, turn BIGINT, \(Said.columns));
            CREATE INDEX fact_end_subject ON fact_end (subject, said_at);
            CREATE INDEX fact_end_speaker ON fact_end (speaker);
            CREATE INDEX fact_end_turn ON fact_end (turn) WHERE turn IS NOT NULL;
            CREATE INDEX fact_end_message ON fact_end (source_message) WHERE turn IS NULL;
            CREATE INDEX fact_end_place ON fact_end (place);
            CREATE INDEX fact_message ON fact (source_message) WHERE turn IS NULL;
            CREATE INDEX fact_place ON fact (place);
            CREATE INDEX turn_subject ON turn (subject, provenance);
            ALTER TABLE privacy ADD COLUMN forgotten_at BIGINT;
            DROP TRIGGER turn_is_edited;
            CREATE TRIGGER turn_is_edited AFTER UPDATE OF text ON turn BEGIN
                DELETE FROM fact WHERE turn = OLD.id;
                DELETE FROM fact_end WHERE turn = OLD.id;
                UPDATE turn SET is_learned = 0 WHERE id = OLD.id AND is_learned <> 2;
            END;
            CREATE TRIGGER turn_with_ends_is_gone AFTER DELETE ON turn BEGIN
                DELETE FROM fact_end WHERE turn = OLD.id;
            END;
            ALTER TABLE turn ADD COLUMN kept_at BIGINT;
            UPDATE turn SET kept_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000 WHERE provenance = 'imported';
            CREATE INDEX turn_kept ON turn (COALESCE(kept_at, said_at));
            ALTER TABLE conversation ADD COLUMN is_age_restricted BIGINT NOT NULL DEFAULT 0;
            CREATE INDEX conversation_age_restricted ON conversation (place) WHERE is_age_restricted = 1;
            CREATE TABLE realm_left (realm TEXT PRIMARY KEY, left_at BIGINT NOT NULL);
            CREATE TABLE privacy_mark (id TEXT PRIMARY KEY)
            """)
    ]
}
