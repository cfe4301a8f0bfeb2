import Foundation
import Inference
import Storage

@testable import Companion

/// A companion with lorebooks, on a real database.
struct LoreHouse {
    let database: SQLiteDatabase
    let conversations: ConversationStore
    let lorebooks: LorebookStore
    let model: ScriptedLanguageModel
    let clock = Today()
    private let responder: Responder

    static let realm = "discord:1/7"

    init(
        database: SQLiteDatabase? = nil, personas: PersonaLibrary = .shipped, folder: String? = nil,
        embedder: (any Embedder)? = nil, character: String = "assistant",
        traits: ModelTraits = ModelTraits(contextTokens: 8192),
        chance: @escaping @Sendable () -> UInt64 = { 0 }
    ) async throws {
        self.database = if let database { database } else { try await SQLiteDatabase.migratedInMemory() }
        conversations = ConversationStore(database: self.database)
        lorebooks = LorebookStore(
            database: self.database, personas: personas, folder: folder, embedder: embedder,
            now: { [clock] in clock.now }, chance: chance)
        var settings = ReplySettings.forTests
        settings.persona = PersonaID(character: character)
        model = ScriptedLanguageModel(traits: traits) { _ in .text("Aye.") }
        responder = Responder(
            model: model, conversations: conversations, personas: personas, toolbox: Toolbox(),
            lorebooks: lorebooks, settings: { [settings] in settings }, now: { [clock] in clock.now })
    }

    /// Brings a book of these entries.
    @discardableResult
    func bring(
        _ entries: LoreEntry..., named name: String = "Isles", for audience: Audience = .realm(realm),
        characters: [String]? = nil
    ) async throws -> SavedLorebook {
        try await bring(
            LoreFile(LoreSamples.book(entries), as: .worldInfo).bytes, named: name, for: audience, characters)
    }

    @discardableResult
    func bring(
        _ bytes: [UInt8], named name: String? = nil, for audience: Audience = .realm(realm),
        _ characters: [String]? = nil
    ) async throws -> SavedLorebook {
        try await lorebooks.save(
            bytes, named: name, for: audience, characters: characters,
            by: .init(speaker: "discord:2", place: "discord:9"))
    }

    /// Says something in a server's channel.
    ///
    /// - Returns: what the model was told, all in one.
    @discardableResult
    func say(_ text: String, in place: String = "discord:9", of realm: String? = realm, by speaker: String = "ann")
        async throws -> String
    {
        clock.advance(60)
        var turn = Turn.said(text, by: speaker, in: place, kind: realm == nil ? .direct : .text, at: clock.now)
        turn.place.realm = realm
        _ = try await responder.reply(to: turn) { _ in }
        guard let prompt = model.prompts.last else { return "" }
        return ([prompt.system] + prompt.messages.map { "\($0.role): \($0.text)" }).joined(separator: "\n")
    }

    /// What the last answer was made from.
    func grounds(in place: String = "discord:9") async throws -> [Ground] {
        guard let answer = try await conversations.history(of: place, limit: 1).last else { return [] }
        return try await conversations.grounds(ofAnswers: [answer.id], in: place)[answer.id] ?? []
    }
}

extension LoreSamples {
    static func book(_ entries: [LoreEntry]) -> Lorebook {
        var book = Lorebook()
        book.entries = entries
        return book
    }
}
