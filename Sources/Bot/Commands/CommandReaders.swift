import Companion
import DiscordModel

/// Tells who reads what a command shows, so that nobody is shown what they may not know.
struct CommandReaders: Sendable {
    let hearing: Hearing
    let personas: PersonaLibrary
    let settings: ServerSettingsStore
    /// Who answers where nobody was chosen.
    let standard: @Sendable () -> PersonaID

    /// In a server everybody who reads the channel, also where only the caller sees the answer.
    func viewer(for call: CommandCall) async throws -> Viewer {
        let place = hearing.place(call.channel, in: call.guild)
        let characters = personas.sharing.union([try await character(call)])
        guard call.guild != nil else {
            return Viewer(
                audience: .person(Speaker.discordID(call.caller.id)), readable: [], characters: characters)
        }
        return Viewer(
            audience: .place(place.id), readable: hearing.readable(byReadersOf: call.channel).union([place.id]),
            realm: place.realm, characters: characters)
    }

    private func character(_ call: CommandCall) async throws -> String {
        let chosen = try await settings.settings(of: call.scope).persona
        // Its file may be gone.
        return (chosen.flatMap { try? personas.id(named: $0) } ?? standard()).character
    }
}
