package import Foundation
import Storage

/// Books are brought in and changed: all of one or nothing of it.
extension LorebookStore {
    /// Who brings a book, and where.
    package struct Bringing: Sendable {
        var speaker: String
        var place: String
        var message: String?

        package init(speaker: String, place: String, message: String? = nil) {
            self.speaker = speaker
            self.place = place
            self.message = message
        }
    }

    /// A book as it will be kept.
    fileprivate struct Draft: Sendable {
        var name: String
        var file: LoreFile
        var bytes: [UInt8]
        var characters: [String]?
    }

    /// Keeps a book for a realm or for everyone; one of the same name is replaced by it.
    ///
    /// Where the one before came in a picture, the picture stays and the book in it changes.
    ///
    /// - Parameters:
    ///   - bytes: world info, a card's book, or a card with one, as JSON or PNG.
    ///   - name: nil: what the book calls itself, or else `fallback`.
    ///   - characters: the ids of those who tell of it, empty for all; nil leaves them as they are.
    /// - Returns: when it is on disk.
    /// - Throws: ``Mistake`` that says what to do.
    package func save(
        _ bytes: [UInt8], named name: String? = nil, else fallback: String = "lorebook", for audience: Audience,
        characters: [String]? = nil, by who: Bringing
    ) async throws -> SavedLorebook {
        try check(audience, characters)
        let file = try await Self.read(bytes)
        let given = [name ?? "", file.book.name, fallback].first { !$0.allSatisfy(\.isWhitespace) }
        var draft = Draft(name: try Self.name(given ?? ""), file: file, bytes: bytes, characters: characters)
        if audience == .everyone, shelf.books[Self.key(of: draft.name)] != nil {
            throw Mistake(
                "“\(draft.name)” is a file in the folder of lorebooks. Change the file, or choose another name.")
        }
        if let before = try await book(named: draft.name, of: audience) { try await draft.takePlace(of: before) }
        return try await keep(draft, for: audience, who)
    }

    private func check(_ audience: Audience, _ characters: [String]?) throws {
        switch audience {
        case .realm, .everyone: break
        case .person, .place: throw Mistake("A lorebook is for a whole server, or for everyone.")
        }
        guard let characters else { return }
        guard characters.count <= Self.mostCharacters else {
            throw Mistake("A lorebook can be for up to \(Self.mostCharacters) characters, or for all.")
        }
        for id in characters { _ = try personas.persona(PersonaID(character: id)) }
    }

    @concurrent private static func read(_ bytes: [UInt8]) async throws -> LoreFile {
        guard bytes.count <= fileLimit else {
            throw Mistake("That file is too large: I take up to \(fileLimit >> 20) MiB.")
        }
        do { return try LoreFile(bytes) } catch { throw Mistake("\(error)") }
    }

    private static func name(_ text: String) throws(Mistake) -> String {
        let name = text.trimming(\.isWhitespace)
        guard (1...nameLimit).contains(name.unicodeScalars.count), !name.unicodeScalars.contains(where: String.isOdd)
        else { throw Mistake("A lorebook's name has 1 to \(nameLimit) characters on one line. Choose another one.") }
        return name
    }

    private func keep(_ draft: Draft, for audience: Audience, _ who: Bringing) async throws -> SavedLorebook {
        let date = now()
        let said = Said(
            speaker: who.speaker, place: who.place, sourceMessage: who.message, audience: audience,
            provenance: .imported, saidAt: date)
        let (id, revision) = (TurnID.next(at: date), TurnID.next(at: date))
        let (summary, isReplacement) = try await database.write { sql in
            let before = try sql.row(
                "SELECT id, characters, is_enabled FROM lorebook WHERE audience = ? AND name_key = ?",
                [.text(audience.key), .text(Self.key(of: draft.name))])
            let id = try before.map { Int64(try $0.int("id")) } ?? id
            let summary = LorebookSummary(
                name: draft.name, isFile: false, isEnabled: try before?.bool("is_enabled") ?? true,
                characters: try draft.characters ?? before.map { Self.characters(try $0.text("characters")) } ?? [],
                entries: draft.file.book.entries.count, size: draft.bytes.count, savedAt: date)
            try Self.replace(id, by: draft.bytes, summary, revision, said, sql)
            try Self.checkRoom(of: audience, sql)
            return (summary, before != nil)
        }
        return SavedLorebook(
            summary: summary, isReplacement: isReplacement, faults: draft.file.faults)
    }

    private static func replace(
        _ id: Int64, by bytes: [UInt8], _ summary: LorebookSummary, _ revision: Int64, _ said: Said,
        _ sql: any SQLConnection
    ) throws {
        // Deleting it would take along what answers were made from it.
        let isThere = try sql.execute(
            """
            UPDATE lorebook SET revision = ?, name = ?, file = ?, size = ?, entries = ?, characters = ?, speaker = ?,
            subject = ?, place = ?, source_message = ?, said_at = ? WHERE id = ?
            """,
            [
                .integer(revision), .text(summary.name), .blob(Data(bytes)), SQLValue(bytes.count),
                SQLValue(summary.entries), .text(text(summary.characters)), .text(said.speaker), .text(said.subject),
                .text(said.place), SQLValue(said.sourceMessage), SQLValue(said.saidAt), .integer(id),
            ])
        guard isThere == 0 else { return }
        try sql.insert(
            "lorebook",
            [
                "id": .integer(id), "revision": .integer(revision), "name": .text(summary.name),
                "name_key": .text(key(of: summary.name)), "file": .blob(Data(bytes)), "size": SQLValue(bytes.count),
                "entries": SQLValue(summary.entries), "characters": .text(text(summary.characters)),
                "is_enabled": SQLValue(true),
            ], said: said)
    }

    /// Undoes the change where there is too much.
    private static func checkRoom(of audience: Audience, _ sql: any SQLConnection) throws {
        let sums = try sql.row(
            "SELECT COUNT(*) AS books, COALESCE(SUM(size), 0) AS bytes FROM lorebook WHERE audience = ?",
            [.text(audience.key)])
        if try sums?.int("books") ?? 0 > mostBooks {
            throw Mistake("There are \(mostBooks) lorebooks here already. Remove one first.")
        }
        if try sums?.int("bytes") ?? 0 > mostBytes {
            throw Mistake("All lorebooks here may have \(mostBytes >> 20) MiB together. Remove one first.")
        }
    }
}

extension LorebookStore.Draft {
    /// JSON takes the place of a book in a picture by going into the picture.
    fileprivate mutating func takePlace(of before: [UInt8]) async throws {
        guard PNGFile.isPNG(before), !PNGFile.isPNG(bytes) else { return }
        var picture = try LoreFile(before)
        picture.book = file.book
        bytes = picture.bytes
        guard bytes.count <= LorebookStore.fileLimit else {
            throw Mistake("With its picture the book would be too large. Remove it and bring the JSON by itself.")
        }
    }
}
