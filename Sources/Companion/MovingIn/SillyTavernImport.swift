package import Foundation

/// Brings in files of SillyTavern: chats become talks, cards become characters, and lorebooks are kept as files.
///
/// All files are read before anything is written, so that one that cannot be taken leaves everything as it is.
package struct SillyTavernImport: Sendable {
    /// Where files go, and where their names must be free.
    package struct Folders: Sendable {
        /// The operator's own characters.
        var characters: String
        /// Those that came with the program.
        var shippedCharacters: String?
        var lorebooks: String

        package init(characters: String, shippedCharacters: String?, lorebooks: String) {
            self.characters = characters
            self.shippedCharacters = shippedCharacters
            self.lorebooks = lorebooks
        }
    }

    /// Files in one go.
    package static let mostFiles = 500
    /// Bytes of all of them together: they are held in memory until the last is read. Beyond it nothing is taken.
    static let mostBytes = 256 << 20

    private let user: Speaker
    private let folders: Folders
    private let timeZone: TimeZone
    private let now: @Sendable () -> Date
    private var chats: [SillyTavernChat] = []
    private var files: NewFiles
    private var bytes = 0
    private var kinds: [ImportKind] = []
    private var report = ImportReport()

    /// - Parameters:
    ///   - user: whose chats they are; only they are told of them.
    ///   - isReplacing: whether files that are there may go.
    ///   - timeZone: of dates that do not say theirs.
    package init(
        for user: Speaker, folders: Folders, replacing isReplacing: Bool, timeZone: TimeZone,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.user = user
        self.folders = folders
        self.timeZone = timeZone
        self.now = now
        files = NewFiles(replacing: isReplacing)
    }

    package var hasChats: Bool { !chats.isEmpty }

    /// Reads a file; nothing is written yet.
    ///
    /// - Throws: ``Mistake`` with what is the matter with it.
    package mutating func read(_ path: String) throws(Mistake) {
        let name = URL(filePath: path).deletingPathExtension().lastPathComponent
        let file = try SillyTavernFile(at: path, timeZone: timeZone)
        bytes += file.byteCount
        guard bytes <= Self.mostBytes else {
            throw Mistake("All files together have more than \(Self.mostBytes >> 20) MiB. Bring them in several goes.")
        }
        switch file {
        case .chat(let chat):
            chat.note(in: &report)
            chats.append(chat)
        case .card(let card, _): try add(card, from: path)
        case .book(let book, let bytes):
            note(book.faults, of: path)
            try addBook(bytes, named: FileStem.of(name, else: "lorebook"))
        }
    }

    /// Puts the chats into a store, and the files where they belong.
    ///
    /// - Parameter conversations: nil where no chats were read.
    package func take(into conversations: ConversationStore?) async throws -> ImportReport {
        var report = report
        for chat in chats {
            let turns = chat.turns(of: user, at: now())
            let place = chat.place(of: user)
            let taken = try await conversations?.take(turns, into: place, heardBy: .person(user.id)) ?? 0
            report.took(.chat, taken)
            report.knew(.chat, turns.count - taken)
        }
        try files.write()
        for kind in kinds { report.took(kind) }
        return report
    }

    private mutating func add(_ card: CardFile, from path: String) throws(Mistake) {
        let character: ImportedCharacter
        do { character = try ImportedCharacter(card) } catch { throw Mistake("\(path.onOneLine(200)): \(error)") }
        try files.add(
            .init(folder: folders.characters, name: character.id + ".json", bytes: character.bytes),
            besides: folders.shippedCharacters.map { [$0] } ?? [])
        kinds.append(.character)
        for reason in character.left { report.leaveOut(path, reason) }
        note(card.faults, of: path)
        guard let book = card.book else { return }
        let stem = book.name.isEmpty ? character.id : FileStem.of(book.name, else: "lorebook")
        try addBook(LoreFile(book, as: .characterBook).bytes, named: stem)
    }

    private mutating func addBook(_ bytes: [UInt8], named stem: String) throws(Mistake) {
        try files.add(.init(folder: folders.lorebooks, name: stem + ".json", bytes: bytes))
        kinds.append(.lorebook)
    }

    private mutating func note(_ faults: [LoreFault], of path: String) {
        for fault in faults { report.leaveOut(path, "\(fault)") }
    }
}
