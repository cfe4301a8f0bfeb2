package import Storage

/// What answers were made from, for those who ask why: kept as long as the answer and the memory are.
extension ConversationStore {
    package static let groundMigrations = [
        Migration(
            "companion: what answers are made from",
            """
            CREATE TABLE ground (
                answer BIGINT NOT NULL, position BIGINT NOT NULL, kind TEXT NOT NULL, item BIGINT NOT NULL,
                number BIGINT, title TEXT NOT NULL, excerpt TEXT NOT NULL, score REAL NOT NULL, place TEXT NOT NULL,
                message TEXT, said_at BIGINT NOT NULL, PRIMARY KEY (answer, position));
            CREATE INDEX ground_item ON ground (item);
            CREATE TRIGGER answer_with_grounds_is_gone AFTER DELETE ON turn BEGIN
                DELETE FROM ground WHERE answer = OLD.id;
            END;
            CREATE TRIGGER fact_as_ground_is_gone AFTER DELETE ON fact BEGIN
                DELETE FROM ground WHERE item = OLD.id AND kind = 'fact';
            END;
            CREATE TRIGGER passage_as_ground_is_gone AFTER DELETE ON passage BEGIN
                DELETE FROM ground WHERE item = OLD.id AND kind <> 'fact';
            END
            """)
    ]

    static func keep(_ grounds: [Ground], of answer: Int64, _ sql: any SQLConnection) throws {
        for (position, ground) in grounds.enumerated() {
            try sql.insert(
                "ground",
                [
                    "answer": .integer(answer), "position": SQLValue(position), "kind": .text(ground.kind.rawValue),
                    "item": .integer(ground.item), "number": SQLValue(ground.number), "title": .text(ground.title),
                    "excerpt": .text(ground.excerpt), "score": .real(ground.score), "place": .text(ground.place),
                    "message": SQLValue(ground.message), "said_at": SQLValue(ground.saidAt),
                ])
        }
    }

    /// What the answers of a place were made from, by the answer's id. Mind who asks: whoever may read the answers.
    package func grounds(ofAnswers answers: [Int64], in place: String) async throws -> [Int64: [Ground]] {
        guard !answers.isEmpty else { return [:] }
        let marks = answers.map { _ in "?" }.joined(separator: ", ")
        let rows = try await database.read { sql in
            try sql.rows(
                """
                SELECT ground.* FROM ground JOIN turn ON turn.id = ground.answer
                WHERE turn.place = ? AND answer IN (\(marks)) ORDER BY answer, position
                """, [.text(place)] + answers.map { .integer($0) }
            ).map { (try Int64($0.int("answer")), try Ground($0)) }
        }
        return Dictionary(grouping: rows) { $0.0 }.mapValues { $0.map(\.1) }
    }
}

extension ConversationStore {
    /// What the answer to a message was made from, as far as it is still known. Mind who asks: whoever may read it.
    package func grounds(ofAnswerTo question: String, in place: String) async throws -> [Ground] {
        try await database.read { sql in
            try sql.rows(
                """
                SELECT ground.* FROM turn_message JOIN turn ON turn.answers = turn_message.turn
                JOIN ground ON ground.answer = turn.id
                WHERE turn_message.place = ? AND turn_message.message = ? ORDER BY ground.answer, ground.position
                """, [.text(place), .text(question)]
            ).map { try Ground($0) }
        }
    }
}

extension Ground {
    fileprivate init(_ row: Row) throws {
        guard let kind = Kind(rawValue: try row.text("kind")) else {
            throw StorageError.badRow("ground.kind is unknown")
        }
        self.init(
            kind: kind, item: Int64(try row.int("item")), number: try row.optionalInt("number"),
            title: try row.text("title"), excerpt: try row.text("excerpt"), score: try row.real("score"),
            place: try row.text("place"), message: try row.optionalText("message"), saidAt: try row.date("said_at"))
    }
}
