import Foundation

extension SillyTavernChat {
    /// A talk of its own, for whoever brings it; on the web page, where talks begin so, it can be gone on with.
    func place(of user: Speaker) -> Place {
        Place(id: "\(user.id)/c/\(ContentHash.of(id, character ?? "").text)", kind: .direct)
    }

    func turns(of user: Speaker, at now: Date) -> [ImportedTurn] {
        let dates = messages.dates(endingBy: createdAt ?? now, now)
        return zip(messages, dates).map { message, date in
            let isAnswer = message.role == .assistant
            let name = isAnswer ? nil : message.name
            return ImportedTurn(
                key: message.key, speaker: Speaker(id: user.id, name: name ?? self.user ?? user.name),
                answerer: isAnswer ? message.name ?? character ?? "SillyTavern" : nil, text: message.shortText,
                saidAt: date)
        }
    }
}
