import Foundation
import Inference
import Storage

/// Decides what is told of all books in one answer.
extension LorebookStore {
    /// What is told where somebody asks, and remembers it for the place.
    ///
    /// - Parameters:
    ///   - history: what the model reads of the talk.
    ///   - budget: tokens.
    func told(
        for turn: Turn, after history: [KeptTurn], viewer: Viewer, as persona: Persona, budget: Int
    ) async throws -> [ToldLore] {
        guard budget > 0 else { return [] }
        let books = try await books(of: viewer.realm, character: persona.id.character)
        guard !books.isEmpty else { return [] }
        let moment = try await moment(of: turn.place.id)
        let messages = history.map { LoreScene.Message(speaker: $0.speakerName, text: $0.text) }
        var scene = await scene(
            messages + [LoreScene.Message(speaker: turn.speaker.name, text: turn.text)], turn.text, books, persona,
            budget: budget)
        scene.turn = moment.messages ?? messages.count + 1
        var chance = chance
        let outcome = LoreActivation(books.map(\.index)).outcome(of: scene, after: moment.state, using: &chance)
        if outcome.state != moment.state { try await keep(outcome.state, of: turn.place.id) }
        let words = LoreWords(character: persona.characterName, user: turn.speaker.name)
        return Self.told(outcome, books, words).filter(\.isPlaced)
    }

    /// What a text by itself would call up, as if every chance were taken and much had been said before.
    ///
    /// - Parameters:
    ///   - audience: of a realm, or everyone.
    ///   - persona: who would tell it.
    package func test(_ text: String, for audience: Audience, as persona: PersonaID) async throws -> LoreTrial {
        guard text.unicodeScalars.count <= Responder.questionLimit else {
            throw Mistake("That is too long; I can read up to \(Responder.questionLimit) characters at once.")
        }
        let persona = try personas.persona(persona)
        var realm: String?
        if case .realm(let id) = audience { realm = id }
        let books = try await books(of: realm, character: persona.id.character)
        var scene = await scene(
            [LoreScene.Message(speaker: "", text: text)], text, books, persona, budget: Self.tokensToTest)
        scene.turn = LoreActivation.turnLimit
        var chance = LoreChance.lucky
        let outcome = LoreActivation(books.map(\.index)).outcome(of: scene, after: LoreState(), using: &chance)
        let names = Dictionary(books.map { ($0.index.name, $0) }, uniquingKeysWith: { first, _ in first })
        let words = LoreWords(character: persona.characterName, user: "User")
        return LoreTrial(
            told: Self.told(outcome, books, words),
            omitted: outcome.omissions.compactMap { omission in
                names[omission.id.book].map {
                    LoreTrial.Omission(
                        book: $0.title, entry: $0.label(of: omission.id.entry), reason: omission.reason)
                }
            })
    }

    private func scene(
        _ messages: [LoreScene.Message], _ question: String, _ books: [ReadyLorebook], _ persona: Persona, budget: Int
    ) async -> LoreScene {
        let character = [persona.id.character, persona.characterName]
        var scene = LoreScene(messages: messages, turn: 0, budget: budget) { TokenEstimate.tokens(in: $0) }
        for book in books {
            scene.excluded.formUnion(book.filters.filter { !$0.value.admits(character) }.keys)
        }
        if let meanings {
            let entries = books.flatMap(\.meanings).filter { [excluded = scene.excluded] in !excluded.contains($0.id) }
            scene.similar = await meanings.similar(to: question, among: entries)
        }
        return scene
    }

    private static func told(_ outcome: LoreOutcome, _ books: [ReadyLorebook], _ words: LoreWords) -> [ToldLore] {
        let names = Dictionary(books.map { ($0.index.name, $0) }, uniquingKeysWith: { first, _ in first })
        return outcome.tellings.compactMap { telling in
            names[telling.id.book].map { ToldLore(telling, of: $0, words) }
        }
    }

    // MARK: Which books

    private struct Listed: Sendable {
        var id: Int64
        var revision: Int64
        var name: String
        var savedAt: Date
    }

    /// The character's own, the files that are for it or for all, then those of everyone and of the realm.
    private func books(of realm: String?, character: String) async throws -> [ReadyLorebook] {
        var books = [personas.lorebook(of: character)].compactMap(\.self)
        let wanted = personas.lorebooks(of: character)
        let bound = personas.boundLorebooks
        books += shelf.books.sorted { $0.key < $1.key }.filter { wanted.contains($0.key) || !bound.contains($0.key) }
            .map(\.value)
        for listed in try await listed(for: [.everyone] + (realm.map { [.realm($0)] } ?? []), character) {
            if let book = try await ready(listed) { books.append(book) }
        }
        return books
    }

    private func listed(for audiences: [Audience], _ character: String) async throws -> [Listed] {
        try await database.read { sql in
            let rows = try sql.rows(
                """
                SELECT id, revision, name, characters, said_at FROM lorebook
                WHERE audience IN (\(audiences.map { _ in "?" }.joined(separator: ", "))) AND is_enabled = 1
                ORDER BY id
                """, audiences.map { .text($0.key) })
            return try rows.compactMap { row in
                let characters = Self.characters(try row.text("characters"))
                guard characters.isEmpty || characters.contains(character) else { return nil }
                return Listed(
                    id: Int64(try row.int("id")), revision: Int64(try row.int("revision")),
                    name: try row.text("name"), savedAt: try row.date("said_at"))
            }
        }
    }

    /// Nil where it was changed or removed meanwhile, or cannot be read any more.
    private func ready(_ listed: Listed) async throws -> ReadyLorebook? {
        if let book = cache.book(listed.revision) { return book }
        let bytes = try await database.read { sql in
            try sql.row(
                "SELECT file FROM lorebook WHERE id = ? AND revision = ?",
                [.integer(listed.id), .integer(listed.revision)])?.blob("file")
        }
        guard let bytes, let book = await Self.ready(listed, Array(bytes)) else { return nil }
        cache.keep(book, listed.revision, size: bytes.count)
        return book
    }

    @concurrent private static func ready(_ listed: Listed, _ bytes: [UInt8]) async -> ReadyLorebook? {
        // It was read once already when it was brought.
        guard let file = try? LoreFile(bytes) else { return nil }
        return ReadyLorebook(
            file.book, name: "kept:\(listed.id)", title: listed.name, item: listed.id, savedAt: listed.savedAt)
    }
}
