import Foundation
import Storage

/// What another program knew of a person comes in as what only that person is told.
extension FactStore {
    /// What became of one person's facts.
    struct Intake: Sendable {
        var taken: [SourceKey] = []
        var known: [SourceKey] = []
        /// More than are kept of one person.
        var unwanted = 0
    }

    static func take(_ facts: [OldFact], of user: String, at now: Date, _ sql: any SQLConnection) throws -> Intake {
        let person = "discord:\(user)"
        let kept = try sql.row(
            "SELECT COUNT(*) AS n FROM fact WHERE subject = ? AND (valid_until IS NULL OR valid_until > ?)",
            [.text(person), SQLValue(now)])
        var room = mostFacts - (try kept?.int("n") ?? 0)
        var intake = Intake()
        for fact in facts {
            if try ImportKeys.isKnown(fact.key, for: person, sql) {
                intake.known.append(fact.key)
            } else if room > 0 {
                _ = try ImportKeys.claim(fact.key, for: person, sql)
                try keep(fact, .kept(of: user, at: fact.learntAt, now), at: now, sql)
                intake.taken.append(fact.key)
                room -= 1
            } else {
                intake.unwanted += 1
            }
        }
        return intake
    }

    private static func keep(_ fact: OldFact, _ said: Said, at now: Date, _ sql: any SQLConnection) throws {
        try sql.insert(
            "fact",
            [
                "id": .integer(TurnID.next(at: now)), "kind": .text(fact.kind.rawValue), "topic": SQLValue(fact.topic),
                "text": .text(fact.text), "excerpt": .text(String(fact.excerpt.prefix(excerptLimit))), "turn": .null,
                "used_at": SQLValue(now),
            ], said: said)
    }
}
