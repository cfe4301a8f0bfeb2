import Foundation
import Inference

extension OldProfile {
    /// How fond the bot was of them; relationships begin with it.
    func keptAffection(at now: Date) -> KeptImport? {
        guard let affection else { return nil }
        let hash = ContentHash.of("\(affection.level)", "\(affection.positive)", "\(affection.negative)")
        let last = affection.lastInteraction.map { min($0, now) }
        return KeptImport(
            key: SourceKey(.affection, owner: userID, hash: hash),
            payload: .object([
                "level": .number(Double(affection.level)), "positive": .number(Double(affection.positive)),
                "negative": .number(Double(affection.negative)), "interactions": .number(Double(interactionCount)),
                "last_interaction": last.json, "first_met": firstMet.json,
            ]),
            said: .kept(of: userID, at: last ?? lastUpdated, now))
    }
}

extension OldReminder {
    func kept(at now: Date) -> KeptImport {
        KeptImport(
            key: key,
            payload: .object([
                "text": .string(text), "due_at": Optional(dueAt).json,
                "channel": channel.map { .string("discord:\($0)") } ?? .null,
            ]),
            said: .kept(of: userID, at: createdAt, now))
    }
}

extension OldNote {
    func kept(at now: Date) -> KeptImport {
        KeptImport(
            key: key, payload: .object(["text": .string(text), "category": .string(category)]),
            said: .kept(of: userID, at: createdAt, now))
    }
}

extension OldTriviaScore {
    func kept(at now: Date) -> KeptImport {
        KeptImport(
            key: key,
            payload: .object([
                "name": name.map { .string($0) } ?? .null, "points": .number(Double(points)),
                "correct": .number(Double(correct)), "answered": .number(Double(answered)),
                "best_streak": .number(Double(bestStreak)),
            ]),
            said: .kept(of: userID, at: nil, now))
    }
}

extension OldSummary {
    func kept(at now: Date) -> KeptImport {
        let place = "discord:\(channel)"
        return KeptImport(
            key: key,
            payload: .object([
                "text": .string(text), "participants": .array(participants.map { .string($0) }),
                "messages": messageCount.map { .number(Double($0)) } ?? .null,
            ]),
            said: Said(
                speaker: KeptTurn.companion, subject: place, place: place, audience: .place(place),
                provenance: .imported, saidAt: min(summedUpAt ?? now, now)))
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
