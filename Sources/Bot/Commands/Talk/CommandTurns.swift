import Companion
import DiscordModel
import Foundation

/// Makes turns for the companion of what people ask with commands.
struct CommandTurns: Sendable {
    let hearing: Hearing
    let personas: PersonaLibrary
    let settings: ServerSettingsStore
    /// Who answers where nobody was chosen.
    let standard: @Sendable () -> PersonaID

    /// What the caller says in their channel, as a part of the talk there.
    func spoken(_ text: String, _ call: CommandCall) async throws -> CommandTalk {
        let settings = try await settings.settings(of: call.scope)
        guard call.guild == nil || settings.channel(call.channel, parent: call.parent).maySpeak else {
            throw Mistake("I may not speak in this channel. Its server's /settings decide that.")
        }
        return talk(text, call, settings, isPrivate: false)
    }

    /// A question by itself: nothing of the talk is told to the model, and nothing is kept.
    func asked(_ text: String, _ call: CommandCall, isPrivate: Bool) async throws -> CommandTalk {
        let settings = try await settings.settings(of: call.scope)
        let maySpeak = call.guild == nil || settings.channel(call.channel, parent: call.parent).maySpeak
        var talk = talk(text, call, settings, isPrivate: isPrivate || !maySpeak)
        talk.turn.wishes.keepsHistory = false
        return talk
    }

    private func talk(
        _ text: String, _ call: CommandCall, _ settings: ServerSettings, isPrivate: Bool
    ) -> CommandTalk {
        let names = MentionNames([.init(id: call.caller.id, names: [call.callerName, call.caller.username])])
        let speaker = Speaker(id: Speaker.discordID(call.caller.id), name: call.callerName)
        let place = hearing.place(call.channel, in: call.guild)
        let isAmongTwo = isPrivate || place.kind == .direct
        var manner = ReplyDraft.Manner()
        manner.streams = settings.streams
        manner.asFile = ReplyDraft.isFileWanted(in: text)
        manner.mentions = names
        manner.links = LinkPolicy(givenIn: [text])
        var turn = Turn(
            speaker: speaker, place: place, audience: isAmongTwo ? .person(speaker.id) : .place(place.id),
            text: names.incoming(text, own: hearing.me.id, labels: hearing.labels(for: text, in: call.guild)),
            saidAt: Date(), persona: persona(settings))
        turn.readable = isAmongTwo ? [] : hearing.readable(byReadersOf: call.channel)
        turn.style = .direct
        turn.language = settings.language
        return CommandTalk(turn: turn, manner: manner, isPrivate: isPrivate)
    }

    /// Who answers where a server, or a person, decided so.
    func persona(_ settings: ServerSettings) -> PersonaID {
        settings.persona.flatMap { try? personas.id(named: $0) } ?? standard()  // its file may be gone
    }
}
