import Foundation

extension OldTalk {
    /// Where it was said; acore-bot kept talks of servers and private ones alike.
    var place: Place { Place(id: "discord:\(channel)", kind: .text) }

    /// What can be taken: what is known to be by somebody, and the answers to it. Nobody could ever ask to have
    /// forgotten what is by nobody.
    ///
    /// - Parameter now: nothing was said later than this, whatever the file tells.
    func turns(at now: Date) -> [ImportedTurn] {
        let ids = ids
        let dates = messages.dates(endingBy: endedBy, now)
        var asker: Speaker?
        return zip(messages, dates).compactMap { message, date in
            if message.role == .user {
                asker = speaker(of: message, ids)
            }
            guard let asker else { return nil }
            return ImportedTurn(
                key: message.key, speaker: asker, answerer: message.role == .user ? nil : Self.answerer,
                text: message.shortText, saidAt: date)
        }
    }

    private static let answerer = "acore-bot"

    /// Nil where the file does not say it, or one name is of several.
    private func speaker(of message: ImportedMessage, _ ids: [String: Set<String>]) -> Speaker? {
        let named = message.name.flatMap { ids[$0] } ?? []
        guard let id = message.userID ?? (named.count == 1 ? named.first : nil) else { return nil }
        return Speaker(id: "discord:\(id)", name: message.name ?? id)
    }

    /// Whose a name is, all through the talk.
    private var ids: [String: Set<String>] {
        var ids: [String: Set<String>] = [:]
        for message in messages {
            if let name = message.name, let id = message.userID { ids[name, default: []].insert(id) }
        }
        return ids
    }
}

extension [ImportedMessage] {
    /// When each was said. One that does not say is as old as the next one, and never younger than `end`.
    func dates(endingBy end: Date, _ now: Date) -> [Date] {
        var next = Swift.min(end, now)
        let dates = reversed().map { message in
            if let date = message.saidAt { next = Swift.min(date, now) }
            return next
        }
        return dates.reversed()
    }
}

extension ImportedMessage {
    /// As much as a turn holds.
    var shortText: String { String(text.unicodeScalars.prefix(ImportedTurn.textLimit)) }
}
