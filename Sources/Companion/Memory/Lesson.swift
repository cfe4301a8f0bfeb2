import Foundation
import Storage

/// Decides what a statement means for what is known already. It may come late: a message that is edited is read anew
/// when later ones have been learnt from.
struct Lesson {
    /// A fact with what decides whether another statement touches it.
    struct Known {
        var fact: Fact
        var audience: String
        var persona: String?

        init(_ row: Row) throws {
            fact = try Fact(row)
            audience = try row.text("audience")
            persona = try row.optionalText("persona")
        }
    }

    private let statement: Statement
    private let said: Said
    /// Facts that hold no longer from now on.
    private(set) var ended: [Int64] = []
    /// Facts that were said again.
    private(set) var repeated: [Int64] = []
    /// Until when the statement holds itself: something said later contradicts it.
    private(set) var validUntil: Date?
    private var isKnown = false

    /// Whether it is to be kept.
    var isNew: Bool { !isKnown }

    init(_ statement: Statement, _ said: Said) {
        self.statement = statement
        self.said = said
    }

    mutating func consider(_ known: Known) {
        // The same to other ears is kept apart, and what they never heard changes nothing for them.
        guard known.persona == said.persona else { return }
        let isLater = known.fact.saidAt > said.saidAt
        switch statement.relation(to: known.fact) {
        case .none: return
        case .repeats:
            guard known.audience == said.audience.key else { return }
            isKnown = true
            repeated.append(known.fact.id)
        case .contradicts where isLater:
            if !statement.isEnd, hears(said.audience.key, what: known.audience) { end(at: known.fact.saidAt) }
        case .contradicts:
            if hears(known.audience, what: said.audience.key) { ended.append(known.fact.id) }
        }
    }

    /// Something of this kind was taken back later.
    mutating func consider(end: FactEnd) {
        guard end.persona == said.persona, !statement.isEnd, end.concerns(statement.topic, statement.text),
            hears(said.audience.key, what: end.audience)
        else { return }
        self.end(at: end.saidAt)
    }

    private mutating func end(at date: Date) { validUntil = min(validUntil ?? date, date) }

    /// Whether all of one audience hear what another is told, as far as the rows tell: it is the same, or the
    /// speaker alone.
    static func hears(_ hearers: String, what audience: String, by speaker: String) -> Bool {
        hearers == audience || hearers == Audience.person(speaker).key
    }

    private func hears(_ hearers: String, what audience: String) -> Bool {
        Self.hears(hearers, what: audience, by: said.speaker)
    }
}

/// Somebody took something back, and put nothing in its place.
struct FactEnd {
    var topic: String?
    var text: String
    var subject: String
    var audience: String
    var persona: String?
    var saidAt: Date

    init(_ row: Row) throws {
        topic = try row.optionalText("topic")
        text = try row.text("text")
        subject = try row.text("subject")
        audience = try row.text("audience")
        persona = try row.optionalText("persona")
        saidAt = try row.date("said_at")
    }

    func concerns(_ topic: String?, _ text: String) -> Bool {
        topic == self.topic && Wording(text) == Wording(self.text)
    }
}
