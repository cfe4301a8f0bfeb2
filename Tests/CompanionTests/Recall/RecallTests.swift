import Foundation
import Inference
import Storage
import Testing

@testable import Companion

struct RecallTests {
    private let database: SQLiteDatabase
    private let conversations: ConversationStore
    private let date = Date(timeIntervalSince1970: 1_764_669_900)

    init() async throws {
        database = try await .migratedInMemory()
        conversations = ConversationStore(database: database)
    }

    private func say(_ lines: [(String, String)], in place: String) async throws {
        let turns = lines.enumerated().map { number, line in
            ImportedTurn(
                message: "\(place)-\(number)", speaker: Speaker(id: "discord:\(line.0)", name: line.0), text: line.1,
                saidAt: date.addingTimeInterval(Double(number) * 60))
        }
        _ = try await conversations.take(turns, into: Place(id: place, kind: .text))
    }

    private func recall(_ embedder: (any Embedder)?) async throws -> Recall {
        let recall = Recall(database: database, embedder: embedder, now: { date })
        try await Indexing(recall).index()
        return recall
    }

    private func viewer(_ places: String...) -> Viewer {
        Viewer(audience: .place(places.first ?? ""), readable: Set(places), characters: [])
    }

    @Test(arguments: [true, false])
    func `what was said is found by its words`(hasEmbedder: Bool) async throws {
        try await say(
            [("Ann", "I adopted two kittens yesterday"), ("Ben", "The train was late"), ("Ann", "So was my bus")],
            in: "a")
        let recall = try await recall(hasEmbedder ? ScriptedEmbedder() : nil)
        let found = try await recall.find("When did Ann adopt her kitten?", for: viewer("a"), at: date, limit: 1)
        #expect(found.first?.passage.text == "I adopted two kittens yesterday")
        #expect(found.first?.passage.message == "a-0")
    }

    @Test func `what other places heard is not found`() async throws {
        try await say([("Ann", "My secret word is marzipan")], in: "a")
        try await say([("Ben", "I like marzipan cake")], in: "b")
        let recall = try await recall(ScriptedEmbedder())
        let question = "What is the secret word, marzipan?"
        let b = try await recall.find(question, for: viewer("b"), at: date, limit: 10)
        #expect(b.map(\.passage.place) == ["b"])
        #expect(try await recall.find(question, for: viewer("c"), at: date, limit: 10).isEmpty)
        let both = try await recall.find(question, for: viewer("b", "a"), at: date, limit: 10)
        #expect(Set(both.map(\.passage.place)) == ["a", "b"])
        let ann = Viewer(audience: .person("discord:Ann"), readable: ["b"], characters: [])
        #expect(try await recall.find(question, for: ann, at: date, limit: 10).map(\.passage.place) == ["a"])
    }

    @Test func `the answer beside a good find is found with it`() async throws {
        try await say(
            [
                ("Ann", "Good morning"), ("Ben", "Which instrument do you practise these days, Ann?"),
                ("Ann", "The cello, badly!"), ("Ben", "See you later"),
            ], in: "a")
        let recall = try await recall(nil)
        let found = try await recall.find("What instrument does Ann practise?", for: viewer("a"), at: date, limit: 2)
        #expect(found.contains { $0.passage.text == "The cello, badly!" })
    }

    @Test func `a row that cannot be read does not keep others from being found`() async throws {
        try await say([("Ann", "I collect stamps"), ("Ann", "I collect coins")], in: "a")
        _ = try await database.write { sql in
            try sql.execute("UPDATE turn SET speaker_name = x'00ff' WHERE text = 'I collect stamps'")
        }
        let recall = try await recall(nil)
        #expect(try await recall.find("coins", for: viewer("a"), at: date, limit: 9).count == 1)
    }

    @Test func `what is deleted or edited is found no more`() async throws {
        try await say([("Ann", "I collect stamps"), ("Ann", "I collect coins")], in: "a")
        let recall = try await recall(ScriptedEmbedder())
        _ = try await recall.find("collect", for: viewer("a"), at: date, limit: 5)
        try await conversations.delete(messages: ["a-0"], in: "a")
        try await Indexing(recall).index()
        let found = try await recall.find("collect stamps", for: viewer("a"), at: date, limit: 5)
        #expect(found.map(\.passage.text) == ["I collect coins"])
        let left = try await database.read { sql in
            try ["passage_vector", "passage_gone"].map { table in
                try sql.row("SELECT COUNT(*) AS n FROM \(table)")?.int("n")
            }
        }
        #expect(left == [1, 0])
    }

    @Test func `a failing embedder leaves words`() async throws {
        try await say([("Ann", "I collect stamps")], in: "a")
        let recall = Recall(
            database: database, embedder: ScriptedEmbedder(failure: .empty(provider: "test")), now: { date })
        await #expect(throws: InferenceError.self) { try await Indexing(recall).index() }
        #expect(try await recall.find("stamps", for: viewer("a"), at: date, limit: 5).count == 1)
    }

    @Test func `another model embeds everything anew, and words find it meanwhile`() async throws {
        try await say([("Ann", "I collect stamps")], in: "a")
        _ = try await recall(ScriptedEmbedder(name: "one"))
        let other = ScriptedEmbedder(name: "two", dimensions: 32)
        let between = Recall(database: database, embedder: other, now: { date })
        try await between.prepare()
        #expect(try await between.find("stamps", for: viewer("a"), at: date, limit: 5).count == 1)
        try await Indexing(between).index()
        #expect(other.calls.contains(["Ann: I collect stamps"]))
    }

    @Test func `a question that is no search finds nothing and harms nothing`() async throws {
        try await say([("Ann", "I collect stamps")], in: "a")
        let recall = try await recall(nil)
        for question in ["", "\"", "* OR NEAR(", "'; DROP TABLE passage", "\0", "a AND NOT b", "😀"] {
            #expect(try await recall.find(question, for: viewer("a"), at: date, limit: 5).isEmpty, "\(question)")
        }
        #expect(try await recall.find("stamps", for: viewer("a"), at: date, limit: 5).count == 1)
    }

    @Test func `a file that comes twice is taken once, and its order stays`() async throws {
        try await say([("Ann", "one apple"), ("Ben", "two apples")], in: "a")
        try await say([("Ann", "one apple"), ("Ben", "two apples"), ("Ann", "three apples")], in: "a")
        let history = try await conversations.history(of: "a", limit: 10)
        #expect(history.map(\.text) == ["one apple", "two apples", "three apples"])
    }

    @Test func `only places that all writers share are open to them`() async throws {
        try await say([("Ann", "hi"), ("Ben", "hi")], in: "a")
        try await say([("Ann", "hi")], in: "b")
        try await say([("Ann", "hi"), ("Ben", "hi"), ("Cas", "hi")], in: "c")
        #expect(try await conversations.placesShared(byWritersOf: "a") == ["a", "c"])
        #expect(try await conversations.placesShared(byWritersOf: "b") == ["a", "b", "c"])
        #expect(try await conversations.placesShared(byWritersOf: "c") == ["c"])
        #expect(try await conversations.hasWritten("discord:Cas", in: "a") == false)
    }
}
