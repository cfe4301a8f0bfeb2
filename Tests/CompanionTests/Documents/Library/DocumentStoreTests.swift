import Foundation
import Inference
import Storage
import Testing

@testable import Companion

@Suite struct DocumentStoreTests {
    private let database: SQLiteDatabase
    private let library: DocumentLibrary
    private let date = Date(timeIntervalSince1970: 1_764_669_900)
    private let server = Audience.realm("discord:1/2")

    init() async throws {
        database = try await .migratedInMemory()
        library = DocumentLibrary(
            store: DocumentStore(database: database), pdfText: { _ in throw Mistake("no PDF here") })
    }

    @discardableResult
    private func add(
        _ text: String, named name: String = "guide.md", by owner: String = "discord:ann", for audience: Audience? = nil
    ) async throws -> DocumentAddition {
        try await library.add(Array(text.utf8), named: name, by: owner, for: audience ?? server)
    }

    private func count(_ table: String) async throws -> Int {
        try await database.read { sql in try sql.row("SELECT COUNT(*) AS n FROM \(table)")?.int("n") ?? -1 }
    }

    private func passages() async throws -> [String: Int64] {
        try await database.read { sql in
            Dictionary(
                try sql.rows("SELECT id, text FROM passage ORDER BY id").map {
                    (try $0.text("text"), Int64(try $0.int("id")))
                }
            ) { first, _ in first }
        }
    }

    private func viewer(_ realm: String? = "discord:1/2") -> Viewer {
        Viewer(audience: .place("discord:9"), readable: ["discord:9"], realm: realm, characters: [])
    }

    private func lone(_ person: String) -> Viewer { Viewer(alone: [person], characters: []) }

    private func found(_ question: String, by viewer: Viewer, _ embedder: (any Embedder)? = nil) async throws
        -> [Recalled]
    {
        let recall = Recall(database: database, embedder: embedder, now: { date })
        try await Indexing(recall).index()
        return try await DocumentSearch(recall).find(question, for: viewer, at: date, knowing: [], limit: 3)
    }

    private static let guide = """
        # Boiler
        ## Pressure
        Open the blue valve until the gauge shows two bar.
        ## Lamp
        A red lamp means that the burner is locked.
        """

    // MARK: Taking in

    @Test func `a file becomes passages under their headings`() async throws {
        let addition = try await add(Self.guide, named: "manuals/Guide.md")
        #expect(!addition.hasReplaced && addition.added == 2 && addition.document.chunkCount == 2)
        #expect(addition.document.path == "manuals/Guide.md")
        let found = try await found("What does the red lamp mean?", by: viewer())
        #expect(found.map(\.passage.name) == ["Guide.md › Boiler › Lamp"])
        #expect(found.first?.passage.kind == .chunk)
    }

    @Test func `only the passage that was changed is a new one`() async throws {
        try await add(Self.guide)
        let before = try await passages()
        let addition = try await add(Self.guide.replacing("red lamp", with: "green lamp"))
        #expect(addition.hasReplaced)
        #expect("\(addition.added) \(addition.kept) \(addition.removed)" == "1 1 1")
        let after = try await passages()
        #expect(Set(before.values).intersection(Set(after.values)).count == 1)
        #expect(after.keys.contains { $0.contains("green lamp") } && !after.keys.contains { $0.contains("red lamp") })
        #expect(try await count("document") == 1)
        #expect(try await count("document_chunk") == 2)
    }

    @Test func `what only moved keeps its passage and is opened at its new place`() async throws {
        try await add(Self.guide)
        let lamp = try #require(try await passages().first { $0.key.contains("lamp") }?.value)
        try await add("# Preface\nRead me first.\n" + Self.guide)
        let opened = try #require(try await library.passage(lamp, for: viewer()))
        #expect(opened.parts.map(\.ordinal) == [0, 1, 2])
        #expect(opened.parts.last?.id == lamp)
        #expect(opened.parts.last?.location == "line 7")
    }

    @Test func `the same file again changes nothing`() async throws {
        try await add(Self.guide)
        let before = try await passages()
        #expect(try await add(Self.guide).isUnchanged)
        #expect(try await passages() == before)
    }

    @Test func `equal names in other folders or for other people are other documents`() async throws {
        try await add(Self.guide)
        try await add(Self.guide, named: "old/guide.md")
        try await add(Self.guide, for: .person("discord:ann"))
        #expect(try await count("document") == 3)
        #expect(try await count("passage") == 6)
    }

    @Test func `what is removed is gone with its words and vectors`() async throws {
        let id = try await add(Self.guide).document.id
        #expect(try await found("red lamp", by: viewer(), ScriptedEmbedder()).count == 1)
        #expect(try await library.remove(id, of: .person("discord:ann")) == nil)
        #expect(try await library.remove(id, of: server)?.name == "guide.md")
        #expect(try await found("red lamp", by: viewer(), ScriptedEmbedder()).isEmpty)
        for table in ["document", "document_chunk", "passage", "passage_vector"] {
            #expect(try await count(table) == 0, "\(table)")
        }
        #expect(try await library.remove(id, of: server) == nil)
    }

    @Test func `who replaces a document is the one it is by`() async throws {
        try await add(Self.guide)
        try await add(Self.guide + "\n## Noise\nIt hums at night.", by: "discord:ben")
        #expect(try await library.list(for: lone("discord:ann")).isEmpty)
        #expect(try await found("red lamp", by: lone("discord:ann")).isEmpty)
        #expect(try await found("red lamp", by: lone("discord:ben")).count == 1)
    }

    // MARK: Access

    @Test(arguments: [true, false])
    func `another server and other people never see it`(hasEmbedder: Bool) async throws {
        let embedder: (any Embedder)? = hasEmbedder ? ScriptedEmbedder() : nil
        try await add(Self.guide, named: "server.md", for: server)
        try await add(Self.guide, named: "own.md", for: .person("discord:ann"))
        try await add(Self.guide, named: "all.md", by: "operator", for: .everyone)
        let ids = try await passages().values

        func names(_ viewer: Viewer) async throws -> Set<String> {
            var names = Set(try await library.list(for: viewer).map(\.name))
            let titles = try await found("What does the red lamp mean?", by: viewer, embedder).map(\.passage.name)
            // The same words are told once.
            #expect(
                titles.count <= 1
                    && Set(titles.compactMap { $0.split(separator: " ").first.map(String.init) })
                        .isSubset(of: names)
            )
            let all = try await database.read { sql in
                try sql.rows("SELECT id FROM passage").map { Int64(try $0.int("id")) }
            }
            var opened: Set<String> = []
            for id in all {
                if let name = try await library.passage(id, for: viewer)?.document.name { opened.insert(name) }
            }
            #expect(opened == names)
            names.formUnion(opened)
            return names
        }
        #expect(!ids.isEmpty)
        #expect(try await names(viewer()) == ["server.md", "all.md"])
        #expect(try await names(viewer("discord:1/3")) == ["all.md"])
        #expect(try await names(viewer(nil)) == ["all.md"])
        #expect(try await names(lone("discord:cleo")) == ["all.md"])
        #expect(try await names(lone("discord:ann")) == ["server.md", "own.md", "all.md"])
    }

    @Test func `much talk does not crowd documents out`() async throws {
        let conversations = ConversationStore(database: database)
        let talk = (0..<150).map { number in
            ImportedTurn(
                message: "\(number)", speaker: Speaker(id: "discord:ben", name: "Ben"),
                text: "red lamp red lamp number \(number)", saidAt: date.addingTimeInterval(Double(number)))
        }
        _ = try await conversations.take(talk, into: Place(id: "discord:9", kind: .text))
        try await add(Self.guide)
        for embedder in [nil, ScriptedEmbedder()] as [(any Embedder)?] {
            let found = try await found("What does the red lamp mean?", by: viewer(), embedder)
            #expect(found.first?.passage.name == "guide.md › Boiler › Lamp")
        }
    }

    @Test func `most talk is about no document`() async throws {
        try await add(Self.guide)
        for words in ["How are you?", "I saw a film about a lamp in the desert, and my sister liked its music", "ok"] {
            #expect(try await found(words, by: viewer()).isEmpty, "\(words)")
        }
    }

    @Test func `what the character knows best comes first`() async throws {
        try await add("The harbour lamp is red.", named: "Sea Stories/a.txt")
        try await add("The harbour lamp was red.", named: "general/b.txt")
        let recall = Recall(database: database, embedder: nil, now: { date })
        func first(_ categories: [String]) async throws -> String? {
            try await DocumentSearch(recall).find(
                "harbour lamp", for: viewer(), at: date, knowing: categories, limit: 2
            ).first?.passage.name
        }
        #expect(try await first([]) == "b.txt")
        #expect(try await first(["sea_stories"]) == "a.txt")
        #expect(try await first(["sea"]) == "b.txt")
    }

    // MARK: Bounds and wrong files

    @Test func `no more is taken than there is room for, and what is there stays`() async throws {
        let quota = DocumentQuota(files: 2, bytes: 100, chunks: 3)
        try quota.check(.init(files: 1, bytes: 60, chunks: 1), adding: 40, 2)
        for (use, bytes, chunks) in [
            (DocumentQuota.Use(files: 2, bytes: 0, chunks: 0), 1, 1), (.init(files: 0, bytes: 61, chunks: 0), 40, 1),
            (.init(files: 0, bytes: 0, chunks: 2), 1, 2), (.init(files: 0, bytes: 0, chunks: 0), .max, 1),
            (.init(files: 0, bytes: .max, chunks: .max), .max, .max),
        ] {
            #expect(throws: Mistake.self) { try quota.check(use, adding: bytes, chunks) }
        }
        let own = Audience.person("discord:ann")
        for number in 0..<DocumentQuota.person.files {
            try await add("Note \(number).", named: "\(number).txt", for: own)
        }
        await #expect(throws: Mistake.self) { try await add("One more.", named: "more.txt", for: own) }
        // One that takes another's place needs no room.
        #expect(try await add("Note, changed.", named: "0.txt", for: own).hasReplaced)
        #expect(try await library.list(of: own).count == DocumentQuota.person.files)
    }

    @Test(arguments: [
        ("../../etc/passwd", "x"), ("a/../b.txt", "x"), (".hidden", "x"), ("a\\b.txt", "x"), ("", "x"), ("a.txt", ""),
        ("photo.txt", "\u{89}PNG"), ("a.exe", "MZ\u{90}\u{0}"), ("a.pdf", "no PDF"),
        ("a.pdf", "%PDF-1.4 but no reader"),
        ("blank.md", "   \n\n"), ("a.docx", "PK\u{3}\u{4}broken"),
    ])
    func `a wrong file is refused with a sentence and leaves nothing`(_ name: String, _ text: String) async throws {
        let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        do {
            _ = try await library.add(bytes, named: name, by: "discord:ann", for: server)
            Issue.record("\(name) was taken")
        } catch let mistake as Mistake {
            #expect(mistake.description.hasSuffix(".") || mistake.description == "no PDF here")
        }
        #expect(try await count("document") == 0)
        #expect(try await count("passage") == 0)
    }

    @Test func `a wrong file leaves the one of its name as it was`() async throws {
        try await add(Self.guide)
        await #expect(throws: Mistake.self) { try await add("\u{0}\u{1}\u{2}", named: "guide.md") }
        #expect(try await found("red lamp", by: viewer()).count == 1)
    }

    // MARK: Going along

    @Test func `a server that is left takes its documents along, others stay`() async throws {
        try await add(Self.guide)
        try await add(Self.guide, for: .realm("discord:1/22"))
        let conversations = ConversationStore(database: database)
        #expect(try await conversations.realms(startingWith: "discord:1/") == ["discord:1/2", "discord:1/22"])
        try await conversations.end(realm: "discord:1/2")
        #expect(try await library.list(of: server).isEmpty)
        #expect(try await library.list(of: .realm("discord:1/22")).count == 1)
    }

    @Test func `who is forgotten leaves no document and no name`() async throws {
        try await add(Self.guide, for: .person("discord:ann"))
        try await add(Self.guide)
        let privacy = Privacy(
            facts: FactStore(database: database), conversations: ConversationStore(database: database))
        let file = String(decoding: try await privacy.export(of: "discord:ann"), as: UTF8.self)
        #expect(file.contains("guide.md"))
        #expect(try await privacy.forget("discord:ann").documents == 1)
        #expect(try await library.list(for: lone("discord:ann")).isEmpty)
        #expect(try await library.list(of: server).map(\.owner) == [server.key])
        #expect(try await found("red lamp", by: viewer()).count == 1)
    }
}
