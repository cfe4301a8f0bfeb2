import Companion
import DiscordModel

/// The documents that somebody who uses a command has to do with: those of the server, and their own.
struct DocumentShelf: Sendable {
    /// Whose documents.
    struct Place: Sendable, Equatable {
        var audience: Audience
        var isPersonal: Bool

        var words: String { isPersonal ? "for you alone" : "for everybody in this server" }
    }

    struct Entry: Sendable {
        var document: Document
        var place: Place
    }

    let library: DocumentLibrary
    let hearing: Hearing

    /// In direct messages there is nobody else.
    func place(isPersonal: Bool, _ call: CommandCall) throws -> Place {
        if let server = server(call), !isPersonal { return server }
        return own(call)
    }

    /// - Throws: ``Mistake`` where the caller may not bring or remove documents there.
    func checkMayChange(_ place: Place, _ call: CommandCall) throws(Mistake) {
        guard place.isPersonal || call.guild != nil && call.may(.manageGuild) else {
            throw Mistake(
                """
                Documents of this server are for those with the permission “Manage Server” to change. You can have \
                your own: set “personal”.
                """)
        }
    }

    /// The server's first, each by folder and name.
    func all(_ call: CommandCall) async throws -> [Entry] {
        var entries: [Entry] = []
        for place in [server(call), own(call)].compactMap(\.self) {
            entries += try await library.list(of: place.audience).map { Entry(document: $0, place: place) }
        }
        return entries
    }

    private func server(_ call: CommandCall) -> Place? {
        hearing.place(call.channel, in: call.guild).realm.map { Place(audience: .realm($0), isPersonal: false) }
    }

    private func own(_ call: CommandCall) -> Place {
        Place(audience: .person(Speaker.discordID(call.caller.id)), isPersonal: true)
    }
}
