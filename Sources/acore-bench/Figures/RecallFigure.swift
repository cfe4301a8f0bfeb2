import Companion
import Foundation
import Inference
import Storage

/// How fast what was said is found again, and what chromadb and faiss take for the part that they do too.
struct RecallFigure: Figure {
    let name = "recall"

    private static let queries = 200
    private static let small = 10_000
    private static let large = 100_000
    private static let huge = 1_000_000

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement] {
        var figures = try vectors(on: bench)
        figures += try await whole(Self.large, goal: 20, on: bench)
        if !bench.isQuick { figures += try await whole(Self.huge, goal: 60, on: bench) }
        return figures
    }

    // MARK: Vectors alone

    private func vectors(on bench: Workbench) throws -> [Measurement] {
        var random = BenchVectors(seed: 1)
        let (vectors, queries) = (random.make(Self.large), random.make(Self.queries))
        let block = Self.block(of: vectors)
        let peers = try VectorPeers.measure(vectors, queries, counts: [Self.small, Self.large], on: bench)
        let small = Self.block(of: Array(vectors.prefix(Self.small)))
        let (ours, oursSmall) = (cpu(block, queries, bench), cpu(small, queries, bench))
        return [
            Measurement(
                "vectors of \(Self.large) chunks, p95", .milliseconds, times(block, queries, bench), goal: 2.5),
            Measurement(
                "top 10 that exact search does not have", .share, [disagreement(block, vectors, queries)], goal: 1),
            Measurement(
                "CPU of a query, \(Self.small) chunks", .milliseconds, oursSmall,
                peer: .init(name: "chromadb", runs: peers.chromadb, goal: 0.35)),
            Measurement(
                "CPU of a query, \(Self.large) chunks", .milliseconds, ours,
                peer: .init(name: "faiss IndexFlatIP, one thread", runs: peers.faiss, goal: 0.4)),
        ]
    }

    private static func block(of vectors: [[Float]]) -> VectorBlock {
        var block = VectorBlock(dimensions: BenchVectors.dimensions)
        block.reserve(vectors.count)
        for (id, vector) in vectors.enumerated() { block.put(StoredVector(vector), id: Int64(id), tag: 0) }
        return block
    }

    private func times(_ block: VectorBlock, _ queries: [[Float]], _ bench: Workbench) -> [Double] {
        (0..<bench.times(5)).map { _ in
            queries.map { query in
                ContinuousClock().measure { _ = block.best(10, for: query, where: { _ in true }) }.milliseconds
            }.percentile(95)
        }
    }

    private func cpu(_ block: VectorBlock, _ queries: [[Float]], _ bench: Workbench) -> [Double] {
        (0..<bench.times(5)).map { _ in
            let before = ProcessUse.cpuOfThisProcess
            for query in queries { _ = block.best(10, for: query, where: { _ in true }) }
            return (ProcessUse.cpuOfThisProcess - before) * 1000 / Double(queries.count)
        }
    }

    /// Of every hundred that belong among the best ten, how many are missed, when a hundred are compared exactly.
    private func disagreement(_ block: VectorBlock, _ vectors: [[Float]], _ queries: [[Float]]) -> Double {
        var missed = 0
        for query in queries {
            func product(_ id: Int) -> Float { zip(vectors[id], query).reduce(0) { $0 + $1.0 * $1.1 } }
            let exact = vectors.indices.map { (id: $0, score: product($0)) }.sorted { $0.score > $1.score }.prefix(10)
            let stored = block.best(100, for: query, where: { _ in true }).map { match in
                (id: Int(match.id), score: StoredVector(vectors[Int(match.id)]).similarity(to: query))
            }
            let found = Set(stored.sorted { $0.score > $1.score }.prefix(10).map(\.id))
            missed += exact.filter { !found.contains($0.id) }.count
        }
        return Double(missed) / Double(queries.count) * 10
    }

    // MARK: The whole

    private func whole(_ count: Int, goal: Double, on bench: Workbench) async throws -> [Measurement] {
        let shelf = try await BenchShelf(count, in: bench.folder("recall", in: bench.disk))
        let before = ProcessUse.residentOfThisProcess
        try await shelf.ask(0)
        let grown = Double(ProcessUse.residentOfThisProcess &- before) / Double(count) / 1000
        for number in 0..<20 { try await shelf.ask(number) }
        var runs: [Double] = []
        for _ in 0..<bench.times(5) {
            var took: [Double] = []
            for number in 0..<Self.queries / 2 {
                let begun = ContinuousClock.now
                try await shelf.ask(number)
                took.append((ContinuousClock.now - begun).milliseconds)
            }
            runs.append(took.percentile(95))
        }
        try await shelf.close()
        return [
            Measurement("whole recall of \(count) chunks, p95, question embedded", .milliseconds, runs, goal: goal),
            Measurement("memory of \(count) chunks' index, each", .kilobytes, [grown], goal: 1.2),
        ]
    }
}

/// A database full of talk, and questions about it.
private struct BenchShelf {
    private static let places = 20
    private static let step = 2_000
    private let database: SQLiteDatabase
    private let recall: Recall
    private let questions: [String]
    private let date = Date(timeIntervalSince1970: 1_760_000_000)

    init(_ count: Int, in folder: URL) async throws {
        database = try await SQLiteDatabase.open(at: folder.appending(path: "acore.sqlite").path)
        try await database.migrate(CompanionTables.migrations)
        var words = BenchWords(seed: 7)
        recall = Recall(database: database, embedder: CachedEmbedder(BenchEmbedder()), now: { [date] in date })
        let embedding = try await recall.prepare()
        for start in stride(from: 0, to: count, by: Self.step) {
            var vectors = BenchVectors(seed: UInt64(start) &+ 1)
            let rows = (start..<min(start + Self.step, count)).map { number in
                (number, words.sentence(15), StoredVector(vectors.next()))
            }
            try await database.write { [date] sql in
                for (number, text, vector) in rows {
                    let place = "discord:\(number % Self.places)"
                    let said = Said(
                        speaker: "discord:u\(number % 50)", place: place, audience: .place(place),
                        provenance: .imported, saidAt: date - Double(number))
                    try sql.insert(
                        "passage",
                        [
                            "id": SQLValue(number + 1), "kind": "turn", "name": "Ann", "text": .text(text),
                            "terms": .text(text), "embedding": SQLValue(embedding),
                        ], said: said)
                    try sql.insert(
                        "passage_vector", ["passage": SQLValue(number + 1), "components": .blob(vector.blob)])
                }
            }
        }
        questions = (0..<100).map { _ in words.question(6) }
    }

    func ask(_ number: Int) async throws {
        let viewer = Viewer(
            audience: .place("discord:0"), readable: Set((0..<Self.places).map { "discord:\($0)" }), characters: [])
        let found = try await recall.find(questions[number % questions.count], for: viewer, at: date, limit: 10)
        guard found.count == 10 else { throw BenchFault("only \(found.count) were found") }
    }

    func close() async throws { try await database.close() }
}

/// Vectors by chance, the same for the same text.
private struct BenchEmbedder: Embedder {
    let name = "bench"

    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> [[Float]] {
        texts.map { text in
            var vectors = BenchVectors(seed: text.utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) })
            return vectors.next()
        }
    }
}
