import DiscordModel

/// One answer on its way to Discord: text comes in piece by piece, messages are written and edited.
///
/// What stands in Discord and what should stand there are compared message by message, so whatever happens
/// meanwhile, the next write brings the first difference right, and the last one the whole.
struct ReplyDraft: Sendable {
    enum Write: Sendable, Equatable {
        case create(index: Int, MessagePiece)
        case edit(index: Int, MessagePiece)
    }

    /// How an answer is shown.
    struct Manner: Sendable {
        /// False: only when it is complete.
        var streams = true
        /// The whole as a file, as the person asked.
        var asFile = false
        var mentions = MentionNames([])
        var links = LinkPolicy()
    }

    /// After the first words, so many more come at once that the first message is worth waiting for.
    static let patience: Duration = .milliseconds(250)
    private static let fileNote = "It is a long answer: the whole is in the file."

    private(set) var text = ""
    private(set) var isComplete = false
    private var apology: String?
    private var sources: Embed?
    private var manner: Manner
    private var shown: [MessagePiece] = []
    private var splitter = MessageSplitter()

    init(_ manner: Manner) { self.manner = manner }

    mutating func add(_ part: String) { text += part }

    /// A tool brought these texts: their links are no inventions.
    mutating func allow(linksIn text: String) { manner.links.allow(linksIn: text) }

    /// - Parameter sources: a card beneath the last message.
    mutating func finish(citing sources: Embed? = nil) {
        self.sources = sources ?? self.sources
        isComplete = true
    }

    /// It broke off; what was said stays, and whoever asked is told why.
    mutating func fail(_ sentence: String) {
        apology = sentence
        isComplete = true
    }

    /// What was shown is gone: all of it is to be written again, and says to whom.
    mutating func startOver(for person: Snowflake?) {
        shown = []
        if let person { text = "<@\(person)> \(text)" }
    }

    /// Nobody has seen anything yet.
    var isUnseen: Bool { shown.isEmpty }

    /// All is written.
    var isDone: Bool { isComplete && nextWrite == nil }

    /// What should be written next, if anything differs.
    var nextWrite: Write? {
        guard isComplete || (manner.streams && !manner.asFile) else { return nil }
        for (index, piece) in wanted.enumerated() {
            guard index < shown.count else { return .create(index: index, piece) }
            if shown[index] != piece { return .edit(index: index, piece) }
        }
        return nil
    }

    /// Discord has it.
    mutating func wrote(_ write: Write) {
        switch write {
        case .create(_, let piece): shown.append(piece)
        case .edit(let index, let piece) where index < shown.count: shown[index] = piece
        case .edit: break
        }
    }

    // MARK: What should stand there

    private var wanted: [MessagePiece] {
        let pieces = pieces
        guard isComplete, apology == nil, let sources, var last = pieces.last else { return pieces }
        guard last.showsPreviews else { return pieces + [MessagePiece(content: "", embed: sources)] }
        last.embed = sources
        return pieces.dropLast() + [last]
    }

    private var pieces: [MessagePiece] {
        let whole = apology.map { text.isEmpty ? $0 : text + "\n-# " + $0 } ?? text
        let (tagged, _) = manner.mentions.outgoing(whole, mayGoOn: !isComplete)
        let contents = splitter.split(tagged)
        if isComplete, manner.asFile, !text.isEmpty { return [filePiece(whole)] }
        guard contents.count > MessageSplitter.mostMessages else { return contents.map(piece) }
        let first = contents.prefix(MessageSplitter.mostMessages - 1).map(piece)
        return isComplete ? first + [filePiece(whole)] : first
    }

    private func piece(_ content: String) -> MessagePiece {
        MessagePiece(
            content: content, mentions: manner.mentions.outgoing(content).mentioned,
            // An address that is still being written is not yet the one that was given.
            showsPreviews: !content.contains("://") || isComplete && !manner.links.hasMadeUpLink(content))
    }

    private func filePiece(_ whole: String) -> MessagePiece {
        MessagePiece(content: Self.fileNote, file: .init(name: "answer.md", text: whole))
    }
}

extension ReplyDraft {
    /// Whether somebody asks for the answer as a file.
    static func isFileWanted(in question: String) -> Bool {
        let words = SpokenWords(question)
        return fileWishes.contains { words.contains($0) }
    }

    private static let fileWishes = [
        "as a file", "as file", "in a file", "as a text file", "as an attachment", "als datei", "dans un fichier",
        "en un archivo", "como archivo",
    ].map(Phrase.init)
}
