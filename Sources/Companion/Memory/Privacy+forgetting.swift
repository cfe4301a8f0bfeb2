import Foundation
import Logging
import Storage

/// Somebody is forgotten: at once, and again wherever an older database takes the place of this one.
extension Privacy {
    /// Deletes everything held about somebody: their words, the answers to them, what was learnt, and what was told
    /// of it to others.
    package func forget(_ person: String) async throws -> Receipt {
        let date = now()
        let mark = try marks?.note(.forget, of: person, at: date)
        _ = try await database.write { sql in
            // What is on its way is not learnt from when it comes.
            try sql.execute(
                """
                INSERT INTO privacy (person, is_paused, forgotten_at) VALUES (?, 0, ?)
                ON CONFLICT (person) DO UPDATE SET forgotten_at = excluded.forgotten_at
                """, [.text(person), SQLValue(date)])
        }
        let receipt = try await erase(person, saidUntil: .distantFuture, at: date)
        try await database.write { sql in try Self.follow(mark, sql) }
        return receipt
    }

    /// Follows what people decided and this database does not know of: it is older, or the program ended before it
    /// was done. Only for who is alone with the database.
    ///
    /// - Returns: how many decisions were followed.
    @discardableResult
    package func catchUp() async throws -> Int {
        guard let marks else { return 0 }
        try marks.compact()
        let known = try await database.read { sql in
            Set(try sql.rows("SELECT id FROM privacy_mark").map { try $0.text("id") })
        }
        let open = marks.all.filter { !known.contains($0.id) }
        if !open.isEmpty {
            let people = try await people(in: open, by: marks)
            for mark in open { try await follow(mark, of: people[mark.person]) }
            Logger(label: "acore.memory").notice(
                "the database did not know whom to forget or to leave alone, now it does",
                metadata: ["decisions": "\(open.count)"])
        }
        try await dropOvertaken(known.subtracting(marks.all.map(\.id)))
        return open.count
    }

    private func follow(_ mark: PrivacyMarks.Mark, of person: String?) async throws {
        if let person, mark.deed == .forget { _ = try await erase(person, saidUntil: mark.at, at: mark.at) }
        try await database.write { sql in
            if let person, mark.deed != .forget { try Self.pause(person, mark.deed == .pause, sql) }
            try Self.follow(mark, sql)
        }
    }

    /// Who is meant, of those whom the database knows.
    private func people(in open: [PrivacyMarks.Mark], by marks: PrivacyMarks) async throws -> [String: String] {
        let wanted = Set(open.map(\.person))
        let known = try await database.read { sql in
            var people: Set<String> = []
            for query in [
                "SELECT DISTINCT speaker AS id FROM turn", "SELECT DISTINCT subject AS id FROM turn",
                "SELECT DISTINCT owner AS id FROM conversation", "SELECT DISTINCT subject AS id FROM fact",
                "SELECT DISTINCT speaker AS id FROM passage", "SELECT person AS id FROM privacy",
            ] {
                people.formUnion(try sql.rows(query).map { try $0.text("id") })
            }
            return people
        }
        var found: [String: String] = [:]
        for person in known {
            guard let hash = marks.hash(of: person), wanted.contains(hash) else { continue }
            found[hash] = person
        }
        return found
    }

    private func dropOvertaken(_ ids: Set<String>) async throws {
        guard !ids.isEmpty else { return }
        _ = try await database.write { sql in
            for id in ids { try sql.execute("DELETE FROM privacy_mark WHERE id = ?", [.text(id)]) }
        }
    }

    // MARK: Steps

    static func follow(_ mark: PrivacyMarks.Mark?, _ sql: any SQLConnection) throws {
        guard let mark else { return }
        try sql.execute("INSERT INTO privacy_mark (id) VALUES (?) ON CONFLICT (id) DO NOTHING", [.text(mark.id)])
    }

    static func pause(_ person: String, _ isPaused: Bool, _ sql: any SQLConnection) throws {
        try sql.execute(
            """
            INSERT INTO privacy (person, is_paused) VALUES (?, ?)
            ON CONFLICT (person) DO UPDATE SET is_paused = excluded.is_paused
            """, [.text(person), SQLValue(isPaused)])
        // What was said meanwhile is not learnt from afterwards either.
        try sql.execute(
            "UPDATE turn SET is_learned = ? WHERE speaker = ? AND is_learned = 0",
            [.integer(FactStore.Learned.never.rawValue), .text(person)])
        // Nor told of in a summary.
        try SummaryStore.leaveOut(person, sql)
    }

    private func erase(_ person: String, saidUntil last: Date, at date: Date) async throws -> Receipt {
        // Before what shows which they are is gone.
        _ = try await database.write { sql in try KeptImportStore.forget(person, saidUntil: last, sql) }
        let told = try await conversations.answersMadeFrom(person, saidUntil: last)
        let known = try await facts.forget(person, saidUntil: last)
        // What is being learnt meanwhile goes with the turn that it is learnt from.
        let said = try await conversations.forget(person, saidUntil: last)
        let others = try await conversations.delete(answers: told)
        let documents = try await database.write { sql in
            let documents = try DocumentStore.forget(person, sql)
            try Self.eraseRest(of: person, saidUntil: last, sql)
            return documents
        }
        try await PassageStore(database: database).scrub()
        var receipt = Receipt(at: date)
        (receipt.turns, receipt.answers) = said
        (receipt.facts, receipt.answersToOthers, receipt.documents) = (known, others, documents)
        return receipt
    }

    /// What other features keep of people's words, whatever their tables are called, but for what somebody put there
    /// for all; and what was spent on them on earlier days.
    private static func eraseRest(of person: String, saidUntil last: Date, _ sql: any SQLConnection) throws {
        for table in try sql.tablesOfWords() where table != "turn" {
            try sql.execute(
                """
                DELETE FROM "\(table)" WHERE (speaker = ? OR subject = ?) AND said_at <= ?
                AND audience <> ? AND audience NOT LIKE 'realm:%'
                """, [.text(person), .text(person), SQLValue(last), .text(Audience.everyone.key)])
        }
        try sql.execute(
            "DELETE FROM spend WHERE scope = ? AND day < (SELECT MAX(day) FROM spend)",
            [.text(DatabaseSpendLedger.scope(ofSpeaker: person))])
    }
}
