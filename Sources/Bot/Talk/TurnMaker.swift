import Companion
import DiscordModel
import Foundation

/// Makes a turn for the companion of what somebody wrote.
struct TurnMaker: Sendable {
    let hearing: Hearing
    let chain: ReplyChain

    func turn(of batch: [Hearing.Heard], _ last: Hearing.Heard) async -> Turn {
        let message = last.message
        let speaker = Speaker(id: Speaker.discordID(message.author.id), name: message.authorName)
        let place = hearing.place(of: message)
        let parts = batch.map { Turn.Message(id: "\($0.message.id)", text: hearing.text(of: $0.message)) }
        var turn = Turn(
            speaker: speaker, place: place, audience: place.kind == .direct ? .person(speaker.id) : .place(place.id),
            text: parts.map(\.text).joined(separator: "\n"),
            saidAt: message.timestamp.map { Date(timeIntervalSince1970: Double($0.microseconds) / 1_000_000) }
                ?? Date(),
            persona: last.persona)
        turn.readable = hearing.readable(byReadersOf: message.channelId)
        turn.messages = parts
        turn.style = last.style
        turn.language = last.settings.language
        turn.quoted = await chain.quotations(before: message, in: place)
        return turn
    }
}

extension Hearing {
    /// What a message says to one who knows people by their names.
    func text(of message: Message) -> String {
        let labels = labels(for: message.content, in: message.guildId)
        return MentionNames(message.people).incoming(message.content, own: me.id, labels: labels)
    }
}

extension Message {
    /// Its author, and those it mentions.
    var people: [MentionNames.Person] {
        [MentionNames.Person(id: author.id, names: [authorName, author.username])]
            + mentions.map { user in
                MentionNames.Person(id: user.id, names: [user.globalName, user.username].compactMap(\.self))
            }
    }
}
