import Foundation

/// Something that acore-bot knew of a person and that may be kept as a fact.
struct OldFact {
    var key: SourceKey
    var kind: Statement.Kind
    var topic: String?
    /// In the third person, without the person.
    var text: String
    /// As acore-bot kept it.
    var excerpt: String
    var learntAt: Date?
}

extension OldFact {
    /// Nil for what is too long, or no plain text.
    init?(_ statement: OldProfile.Statement) {
        let words = statement.text
        switch statement.key.kind {
        case .interest: (kind, text) = (.interest, "is interested in \(words)")
        case .trait: (kind, text) = (.fact, "comes across as \(words)")
        case .preference: (kind, text) = (.preference, "preference for \(statement.topic ?? "something"): \(words)")
        case .quote: (kind, text) = (.fact, "once said “\(words)”")
        default: (kind, text) = (.fact, words)
        }
        (key, excerpt, learntAt) = (statement.key, words, statement.learntAt)
        guard isFit else { return nil }
    }

    /// acore-bot checked birthdays as little as this does.
    init?(birthdayOf profile: OldProfile) {
        guard let birthday = profile.birthday else { return nil }
        self.init(
            key: SourceKey(.birthday, owner: profile.userID, hash: .of(birthday)), kind: .birthday, topic: "birthday",
            text: "has their birthday on \(birthday)", excerpt: birthday, learntAt: profile.lastUpdated)
        guard isFit else { return nil }
    }

    /// One line of plain words: it will stand in prompts.
    private var isFit: Bool {
        text.unicodeScalars.count <= FactStore.textLimit && !text.contains("://")
            && !text.unicodeScalars.contains(where: String.isOdd)
    }
}

extension OldProfile {
    /// What was known of the person themselves, the newest first, and why the rest is left.
    func ownFacts() -> (facts: [OldFact], left: [String]) {
        let own = self.facts + interests + traits + preferences + quotes
        let said = own.filter { ![.manualInstruction, .behavioralInstruction].contains($0.source) }
        let fit = said.compactMap(OldFact.init)
        let left = [
            (own.count - said.count, "told the bot what to do, which is no fact about a person"),
            (said.count - fit.count, "said more than \(FactStore.textLimit) characters, or was no plain text"),
            (relationships.count, "spoke of somebody else; people are told only of themselves"),
        ].filter { $0.0 > 0 }.map { count, reason in "\(count) of its statements \(reason)" }
        let facts = (fit + [OldFact(birthdayOf: self)].compactMap(\.self))
            .sorted { ($0.learntAt ?? .distantPast) > ($1.learntAt ?? .distantPast) }
        return (facts, left)
    }
}
