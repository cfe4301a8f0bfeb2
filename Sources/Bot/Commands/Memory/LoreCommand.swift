import Companion
import DiscordModel
import Foundation

/// `/lore` keeps this server's lorebooks: what the companion knows of its world when the talk comes to it.
struct LoreCommand: SlashCommand {
    private enum Wish: String, CaseIterable {
        case list, `import`, export, test, on, off, remove

        var choice: CommandChoice {
            switch self {
            case .list: CommandChoice("List the lorebooks", rawValue, german: "Lorebooks auflisten")
            case .import: CommandChoice("Import one from a file", rawValue, german: "Eines aus einer Datei einlesen")
            case .export: CommandChoice("Export one as a file", rawValue, german: "Eines als Datei ausgeben")
            case .test: CommandChoice("Test what a text calls up", rawValue, german: "Testen, was ein Text aufruft")
            case .on: CommandChoice("Switch one on", rawValue, german: "Eines einschalten")
            case .off: CommandChoice("Switch one off", rawValue, german: "Eines ausschalten")
            case .remove: CommandChoice("Remove one", rawValue, german: "Eines entfernen")
            }
        }
    }

    let name = "lore"
    let summary = "This server's lorebooks: what I know of its world when the talk comes to it."
    let topic = CommandTopic.memory
    let localizations = Localizations.german(
        "Die Lorebooks dieses Servers: was ich von seiner Welt weiß, wenn die Rede darauf kommt.")
    /// A world's secrets are not for everybody either.
    let permission = CommandPermission.members(.manageGuild)
    let isForServersOnly = true
    var options: [any CommandParameter] { [wish, book, file, character, text] }

    private let wish = Option<String>(
        "wish", "What to do.", choices: Wish.allCases.map(\.choice), localizations: .german("Was zu tun ist."))
    private let book: Option<String>
    private let file = Option<Attachment>(
        "file", "World info or a character card, as .json or .png; up to 2 MiB.", isRequired: false,
        localizations: .german("World Info oder eine Charakterkarte, als .json oder .png; bis 2 MiB."))
    private let character: Option<String>
    private let text = Option<String>(
        "text", "What somebody might say.", isRequired: false, in: 1...1_000,
        localizations: .german("Was jemand sagen könnte."))

    private let lorebooks: LorebookStore
    private let files: AttachmentFiles
    private let turns: CommandTurns

    init(lorebooks: LorebookStore, files: AttachmentFiles, turns: CommandTurns) {
        self.lorebooks = lorebooks
        self.files = files
        self.turns = turns
        book = Option(
            "book", "The lorebook's name.", isRequired: false, in: 1...100,
            localizations: .german("Der Name des Lorebooks.")
        ) { typed, call in
            guard let audience = Self.audience(of: call, turns) else { return [] }
            return CommandChoice.matching(typed, try await lorebooks.list(of: audience).map { ($0.name, $0.name) })
        }
        character = Option(
            "character", "Who alone tells of it; “all” for everybody.", isRequired: false, in: 1...100,
            localizations: .german("Wer allein davon erzählt; „all“ für alle.")
        ) { typed, _ in
            CommandChoice.matching(typed, [("all", Self.all)] + turns.personas.all.map { ($0.name, $0.id) })
        }
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        guard let audience = Self.audience(of: call, turns) else { throw Mistake("There are no lorebooks here.") }
        switch Wish(rawValue: try call[wish]) {
        case .list: return .onlyToYou(Self.words(for: try await lorebooks.list(of: audience)))
        case .import: return .onlyToYou(try await bring(call, for: audience))
        case .export: return .message(try await handOut(try name(call), of: audience))
        case .test: return .onlyToYou(try await trial(call, of: audience))
        case .on: return .onlyToYou(try await turn(true, try name(call), of: audience))
        case .off: return .onlyToYou(try await turn(false, try name(call), of: audience))
        case .remove: return .message(try await question(call, of: audience))
        case nil: throw Mistake("I can't use what “wish” holds.")
        }
    }

    // MARK: One by one

    /// A name that stands for every character.
    private static let all = "all"

    /// Nil outside of servers.
    private static func audience(of call: CommandCall, _ turns: CommandTurns) -> Audience? {
        turns.hearing.place(call.channel, in: call.guild).realm.map { .realm($0) }
    }

    private func name(_ call: CommandCall) throws -> String {
        guard let name = try call[ifGiven: book] else { throw Mistake("Say which lorebook, too: fill in “book”.") }
        return name
    }

    private func unknown(_ name: String) -> Mistake {
        Mistake("This server has no lorebook “\(name.plain)”. /lore lists those that there are.")
    }

    private func bring(_ call: CommandCall, for audience: Audience) async throws -> String {
        guard let file = try call[ifGiven: file] else { throw Mistake("Bring the lorebook, too: as “file”.") }
        let name = file.filename.lowercased()
        guard name.hasSuffix(".json") || name.hasSuffix(".png") else {
            throw Mistake("I take files that end in .json or .png.")
        }
        guard file.size <= LorebookStore.fileLimit else {
            throw Mistake("That file is too large: I take up to \(LorebookStore.fileLimit >> 20) MiB.")
        }
        let bytes = try await files.bytes(
            of: file, types: ["application/json", "text/plain", "image/png"], limit: LorebookStore.fileLimit)
        let saved = try await lorebooks.save(
            bytes, named: try call[ifGiven: book], else: String(file.filename.dropLast(name.hasSuffix("g") ? 4 : 5)),
            for: audience, characters: try characters(call),
            by: .init(
                speaker: Speaker.discordID(call.caller.id), place: turns.hearing.place(call.channel, in: call.guild).id)
        )
        return Self.words(for: saved)
    }

    /// Nil leaves it as it is.
    private func characters(_ call: CommandCall) throws -> [String]? {
        guard let name = try call[ifGiven: character] else { return nil }
        return name.lowercased() == Self.all ? [] : [try turns.personas.id(named: name).character]
    }

    private func handOut(_ name: String, of audience: Audience) async throws -> CommandMessage {
        guard let bytes = try await lorebooks.book(named: name, of: audience) else { throw unknown(name) }
        let isPicture = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
        let stem = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        return CommandMessage(
            text: "The lorebook “\(name.plain)”, for SillyTavern and for /lore:",
            file: .init(
                name: stem + (isPicture ? ".png" : ".json"), type: isPicture ? "image/png" : "application/json",
                contents: bytes),
            isPrivate: true)
    }

    private func turn(_ isOn: Bool, _ name: String, of audience: Audience) async throws -> String {
        guard try await lorebooks.enable(isOn, name, of: audience) else { throw unknown(name) }
        return "Saved: I \(isOn ? "tell" : "no longer tell") of “\(name.plain)”."
    }

    // MARK: Testing

    private func trial(_ call: CommandCall, of audience: Audience) async throws -> String {
        guard let text = try call[ifGiven: text] else { throw Mistake("Say what to test with, too: fill in “text”.") }
        let settings = try await turns.settings.settings(of: call.scope)
        let chosen = try call[ifGiven: character].map { try turns.personas.id(named: $0) }
        let trial = try await lorebooks.test(text, for: audience, as: chosen ?? turns.persona(settings))
        return Self.words(for: trial)
    }

    // MARK: Removing

    private static let keep = "keep"
    private static let gone = "remove "

    private func question(_ call: CommandCall, of audience: Audience) async throws -> CommandMessage {
        let name = try name(call)
        guard
            let book = try await lorebooks.list(of: audience).first(where: { $0.name.lowercased() == name.lowercased() }
            )
        else { throw unknown(name) }
        let lifetime = Duration.seconds(300)
        return CommandMessage(
            text: "Shall I remove the lorebook “\(book.name.plain)” with its \(book.entries) entries? Export it first.",
            components: [
                .row(
                    .button("Remove it", try call.customID(Self.gone + book.mark, lasting: lifetime), .danger),
                    .button("Keep it", try call.customID(Self.keep, lasting: lifetime)))
            ], isPrivate: true)
    }

    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        guard choice.payload.hasPrefix(Self.gone), let audience = Self.audience(of: call, turns) else {
            return changed("Everything stays as it is.")
        }
        let mark = choice.payload.dropFirst(Self.gone.count)
        guard let book = try await lorebooks.list(of: audience).first(where: { $0.mark == mark }),
            try await lorebooks.remove(book.name, of: audience)
        else { return changed("That lorebook was changed or removed meanwhile.") }
        return changed("Removed: I know nothing of “\(book.name.plain)” any more.")
    }

    private func changed(_ text: String) -> CommandReply { .update(CommandMessage(text: text, isPrivate: true)) }
}

extension LorebookSummary {
    /// Tells it from others, and from itself after a change.
    fileprivate var mark: String { "\(size) \(Int64(savedAt.timeIntervalSince1970 * 1000))" }
}
