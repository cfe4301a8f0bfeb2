import Companion
import DiscordModel

/// `/documents` brings files that can be asked about, for a server or for oneself, lists them and removes them.
struct DocumentsCommand: SlashCommand {
    private enum Wish: String, CaseIterable {
        case add, list, remove

        var choice: CommandChoice {
            switch self {
            case .add: CommandChoice("Add a file", rawValue, german: "Eine Datei hinzufügen")
            case .list: CommandChoice("List the documents", rawValue, german: "Die Dokumente auflisten")
            case .remove: CommandChoice("Remove a document", rawValue, german: "Ein Dokument entfernen")
            }
        }
    }

    let name = "documents"
    let summary = "Files that I answer from: add one, list them, remove one."
    let topic = CommandTopic.memory
    let localizations = Localizations.german("Dateien, aus denen ich antworte: hinzufügen, auflisten, entfernen.")
    var options: [any CommandParameter] { [wish, file, folder, document, personal] }

    private let wish = Option<String>(
        "wish", "What you would like.", choices: Wish.allCases.map(\.choice),
        localizations: .german("Was du möchtest."))
    private let file = Option<Attachment>(
        "file", "To add: text, Markdown, HTML, PDF, docx, CSV or source code, up to 25 MiB.", isRequired: false,
        localizations: .german("Zum Hinzufügen: Text, Markdown, HTML, PDF, docx, CSV oder Quelltext, bis 25 MiB."))
    private let folder = Option<String>(
        "folder", "Where to put it, such as recipes.", isRequired: false, in: 1...200,
        localizations: .german("Wohin damit, zum Beispiel rezepte."))
    private let document: Option<String>
    private let personal = Option<Bool>(
        "personal", "Only for you, instead of for this whole server.", isRequired: false,
        localizations: .german("Nur für dich, statt für diesen ganzen Server."))
    private let shelf: DocumentShelf
    private let files: AttachmentFiles
    private let underway = FilesUnderway()

    init(shelf: DocumentShelf, files: AttachmentFiles) {
        self.shelf = shelf
        self.files = files
        document = Option(
            "document", "To remove: which one.", isRequired: false, in: 1...200,
            localizations: .german("Zum Entfernen: welches.")
        ) { typed, call in
            CommandChoice.matching(typed, try await shelf.all(call).map { ($0.document.path, "\($0.document.id)") })
        }
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        switch Wish(rawValue: try call[wish]) {
        case .add: .onlyToYou(try await add(call))
        case .list: .onlyToYou(DocumentList(try await shelf.all(call)).words)
        case .remove: .onlyToYou(try await remove(call))
        case nil: throw Mistake("I can't use what “wish” holds.")
        }
    }

    // MARK: Adding

    private func add(_ call: CommandCall) async throws -> String {
        guard let file = try call[ifGiven: file] else {
            throw Mistake("Attach the file that I should read, as “file”.")
        }
        let place = try shelf.place(isPersonal: try call[ifGiven: personal] ?? false, call)
        try shelf.checkMayChange(place, call)
        guard file.size <= DocumentLimits.fileSize else { throw Mistake(DocumentError.tooLarge.description) }
        let path = try call[ifGiven: folder].map { "\(Self.trimmed($0))/\(file.filename)" } ?? file.filename
        let addition = try await underway.read(for: call.caller.id) {
            let bytes = try await files.bytes(of: file, types: Self.types, limit: DocumentLimits.fileSize)
            return try await shelf.library.add(
                bytes, named: path, by: Speaker.discordID(call.caller.id), for: place.audience)
        }
        return Self.words(for: addition, place)
    }

    /// What text, code and documents go by on the way; what they are is looked at afterwards. TypeScript is taken for
    /// a film.
    private static let types: Set = ["text/*", "application/*", "video/*"]

    private static func trimmed(_ folder: String) -> String {
        var folder = folder[...]
        while folder.first == "/" { folder.removeFirst() }
        while folder.last == "/" { folder.removeLast() }
        return String(folder)
    }

    private static func words(for addition: DocumentAddition, _ place: DocumentShelf.Place) -> String {
        let document = addition.document
        let name = document.path.escapingMarkdown
        if addition.isUnchanged { return "I know **\(name)** just as it is; nothing was changed." }
        let count = document.chunkCount == 1 ? "one passage" : "\(document.chunkCount) passages"
        let news =
            addition.hasReplaced
            ? "It takes the place of the one before: \(addition.added) of its \(count) are new." : "It has \(count)."
        return "Saved: **\(name)**, \(place.words). \(news) Ask me about it whenever you like."
    }

    // MARK: Removing

    private func remove(_ call: CommandCall) async throws -> String {
        guard let wanted = try call[ifGiven: document] else { throw Mistake("Say which one, as “document”.") }
        let all = try await shelf.all(call)
        let isPersonal = try call[ifGiven: personal]
        let found = all.filter { entry in
            ("\(entry.document.id)" == wanted || entry.document.path == wanted)
                && (isPersonal.map { $0 == entry.place.isPersonal } ?? true)
        }
        guard let entry = found.first else { throw Mistake("I have no document of that name here.") }
        guard found.count == 1 else {
            throw Mistake("There are two of that name: say whether you mean your own one, as “personal”.")
        }
        try shelf.checkMayChange(entry.place, call)
        guard try await shelf.library.remove(entry.document.id, of: entry.place.audience) != nil else {
            throw Mistake("It is gone already.")
        }
        return "Removed: **\(entry.document.path.escapingMarkdown)**. I answer from it no more."
    }
}
