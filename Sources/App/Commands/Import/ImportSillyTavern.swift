import ArgumentParser
import Companion
import Foundation
import Storage

struct ImportSillyTavern: Command {
    static let configuration = CommandConfiguration(
        commandName: "sillytavern", abstract: "Brings in chats, character cards and world info of SillyTavern.",
        discussion: """
            Chats (.jsonl) become talks that only one person is told of. A card (.png, .json) becomes a character among \
            your own personas, and its lorebook a file, as world info does. If one of the files cannot be taken, \
            nothing is.
            """)

    @Option(
        name: .customLong("as"),
        help: "Whose chats they are: an id of Discord's, or web:NAME of the page. Left out: who talks in this terminal."
    )
    var person: String?

    @Flag(help: "Files of the same names may be replaced.")
    var replace = false

    @Option(help: "The time zone of dates that do not say theirs, such as Europe/Oslo. Left out: this machine's.")
    var timeZone: String?

    @Argument(help: "One or more files.")
    var files: [String]

    func validate() throws {
        guard files.count <= SillyTavernImport.mostFiles else {
            throw ValidationError("At most \(SillyTavernImport.mostFiles) files at once.")
        }
    }

    func execute() async throws {
        let places = Places(SettingValues(SettingsLoader().sources()))
        var reading = SillyTavernImport(
            for: try speaker(), folders: places.sillyTavern, replacing: replace, timeZone: try timeZone.zone())
        for file in files { try reading.read(file) }
        let all = reading
        guard all.hasChats else { return print(try await all.take(into: nil)) }
        try await withEmbedder { remembering, embedder in
            // Another process would not see what is new.
            try await withDatabase(remembering.places, as: .alone) { database in
                print(try await all.take(into: ConversationStore(database: database)))
                try await makeFindable(in: database, embedder)
            }
            if let missing = remembering.missing { tell(missing) }
        }
    }

    private func speaker() throws -> Speaker {
        guard let person else { return TerminalChat.speaker }
        let isDiscord = (1...20).contains(person.utf8.count) && person.utf8.allSatisfy { (48...57).contains($0) }
        if isDiscord { return Speaker(id: "discord:\(person)", name: person) }
        guard person.hasPrefix("web:"), (5...100).contains(person.utf8.count) else {
            throw Refusal(
                "“\(person.prefix(100))” is nobody. Write an id of Discord's, or web: and a name of the page.")
        }
        return Speaker(id: person, name: String(person.dropFirst(4)))
    }
}

extension Places {
    fileprivate var sillyTavern: SillyTavernImport.Folders {
        SillyTavernImport.Folders(
            characters: ownPersonas.appending(path: "characters").path,
            shippedCharacters: share?.appending(path: "personas/characters").path, lorebooks: lorebooks.path)
    }
}
