import Foundation
import Inference

/// What acore-bot kept of each kind, as it waits here.
extension KeptImport {
    /// How fond the bot was of somebody: relationships begin with it. Nil where it does not say.
    init?(affectionOf profile: OldProfile, at now: Date) {
        guard let affection = profile.affection else { return nil }
        let last = affection.lastInteraction.map { min($0, now) }
        let hash = ContentHash.of("\(affection.level)", "\(affection.positive)", "\(affection.negative)")
        key = SourceKey(.affection, owner: profile.userID, hash: hash)
        payload = .object([
            "level": .number(Double(affection.level)), "positive": .number(Double(affection.positive)),
            "negative": .number(Double(affection.negative)),
            "interactions": .number(Double(profile.interactionCount)), "last_interaction": last.json,
            "first_met": profile.firstMet.json,
        ])
        said = .kept(of: profile.userID, at: last ?? profile.lastUpdated, now)
    }

    init(_ reminder: OldReminder, at now: Date) {
        key = reminder.key
        payload = .object([
            "text": .string(reminder.text), "due_at": Optional(reminder.dueAt).json,
            "channel": reminder.channel.map { .string("discord:\($0)") } ?? .null,
        ])
        said = .kept(of: reminder.userID, at: reminder.createdAt, now)
    }

    init(_ note: OldNote, at now: Date) {
        key = note.key
        payload = .object(["text": .string(note.text), "category": .string(note.category)])
        said = .kept(of: note.userID, at: note.createdAt, now)
    }

    init(_ score: OldTriviaScore, at now: Date) {
        key = score.key
        payload = .object([
            "name": score.name.map { .string($0) } ?? .null, "points": .number(Double(score.points)),
            "correct": .number(Double(score.correct)), "answered": .number(Double(score.answered)),
            "best_streak": .number(Double(score.bestStreak)),
        ])
        said = .kept(of: score.userID, at: nil, now)
    }

    init(_ summary: OldSummary, at now: Date) {
        let place = "discord:\(summary.channel)"
        key = summary.key
        payload = .object([
            "text": .string(summary.text), "participants": .array(summary.participants.map { .string($0) }),
            "messages": summary.messageCount.map { .number(Double($0)) } ?? .null,
        ])
        said = Said(
            speaker: KeptTurn.companion, subject: place, place: place, audience: .place(place), provenance: .imported,
            saidAt: min(summary.summedUpAt ?? now, now))
    }
}

extension Said {
    /// Where what acore-bot knew of people comes from: it does not say in which talk it learnt it.
    static let oldBot = "acore-bot"

    /// For what acore-bot kept of a person: only they are told.
    static func kept(of user: String, at date: Date?, _ now: Date) -> Said {
        let person = "discord:\(user)"
        return Said(
            speaker: person, place: oldBot, audience: .person(person), provenance: .imported,
            saidAt: min(date ?? now, now))
    }
}

extension Date? {
    fileprivate var json: JSONValue { map { .string($0.formatted(.iso8601)) } ?? .null }
}
