import ArgumentParser
import Companion
import Foundation
import Inference
import Storage

struct RecallCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "recall", abstract: "Shows what would be recalled for a question.",
        discussion: """
            Only what everybody who wrote in the channel may know is looked through: channels that all of them wrote \
            in. With --queries each line of the file is a question, {"id": …, "text": …, "at": …}.
            """)

    @Option(help: "The id of the channel where it is asked.")
    var place: String

    @Option(name: .customLong("as"), help: "The id of who asks; they must have written in the channel.")
    var asker: String

    @Option(help: "How many finds.")
    var k = 10

    @Flag(help: "One line of JSON for each question.")
    var json = false

    @Option(help: "A file of questions, one in each line.")
    var queries: String?

    @Argument(help: "The question.")
    var question: [String] = []

    func validate() throws {
        guard (1...1000).contains(k) else { throw ValidationError("--k is between 1 and 1000.") }
        guard queries != nil || !question.isEmpty else {
            throw ValidationError("Ask something, or name a file with --queries.")
        }
    }

    func execute() async throws {
        let questions =
            try queries.map(RecallQuestion.read) ?? [
                RecallQuestion(id: "1", text: question.joined(separator: " "), at: nil)
            ]
        try await withEmbedder { remembering, embedder in
            try await withDatabase(remembering.places) { database in try await answer(questions, database, embedder) }
        }
    }

    private func answer(
        _ questions: [RecallQuestion], _ database: SQLiteDatabase, _ embedder: (any Embedder)?
    ) async throws {
        let conversations = ConversationStore(database: database)
        let channel = Self.namespaced(place)
        guard try await conversations.hasWritten(Self.namespaced(asker), in: channel) else {
            throw Refusal("\(asker) has not written in \(place), so nothing from there is recalled for them.")
        }
        let viewer = Viewer(
            audience: .place(channel), readable: try await conversations.placesShared(byWritersOf: channel),
            characters: [])
        let recall = Recall(database: database, embedder: embedder)
        try await recall.prepare()
        for question in questions { try await answer(question, viewer, recall) }
    }

    private func answer(_ question: RecallQuestion, _ viewer: Viewer, _ recall: Recall) async throws {
        let start = ContinuousClock.now
        let found = try await recall.find(question.text, for: viewer, at: question.at ?? Date(), limit: k)
        let elapsed = ContinuousClock.now - start
        if json {
            print(try RecallAnswer(question, found, elapsed).line)
        } else {
            for recalled in found {
                let date = recalled.passage.saidAt.formatted(.iso8601)
                print(
                    "\(recalled.score.formatted(.number.precision(.fractionLength(2))))  \(date)  \(recalled.passage.name): \(recalled.passage.text)"
                )
            }
        }
    }

    /// An id of Discord's stands for itself.
    private static func namespaced(_ id: String) -> String { id.contains(":") ? id : "discord:\(id)" }
}

struct RecallQuestion: Decodable {
    var id: String
    var text: String
    var at: Date?

    init(id: String, text: String, at: Date?) {
        self.id = id
        self.text = text
        self.at = at
    }

    private enum Key: CodingKey { case id, text, at }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        // A number is as good as a text.
        id = try (try? container.decode(String.self, forKey: .id)) ?? "\(container.decode(Int.self, forKey: .id))"
        text = try container.decode(String.self, forKey: .text)
        at = try container.decodeIfPresent(String.self, forKey: .at).flatMap {
            try? Date($0, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: $0.contains(".")))
        }
    }

    /// - Throws: ``Refusal`` that names the line.
    static func read(_ file: String) throws -> [RecallQuestion] {
        guard let text = try? String(contentsOf: URL(filePath: file), encoding: .utf8) else {
            throw Refusal("\(file) cannot be read as text.")
        }
        return try text.split(whereSeparator: \.isNewline).enumerated().map { number, line in
            do {
                return try JSONDecoder().decode(RecallQuestion.self, from: Data(line.utf8))
            } catch {
                throw Refusal("\(file), line \(number + 1): a question is {\"id\": …, \"text\": …}.")
            }
        }
    }
}

private struct RecallAnswer: Encodable {
    struct Result: Encodable {
        var id: String
        var score: Double
    }

    var id: String
    var results: [Result]
    var ms: Double

    init(_ question: RecallQuestion, _ found: [Recalled], _ elapsed: Duration) {
        id = question.id
        results = found.map { Result(id: $0.passage.message ?? "\($0.passage.id)", score: $0.score) }
        ms = elapsed / .milliseconds(1)
    }

    var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
