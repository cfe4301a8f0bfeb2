import Companion
import Foundation
import Inference
import Storage

/// What we add to a model's answer: prompt, wrappers, clean-up, and the two
/// commits without which a turn is not said to be kept.
struct ReplyFigure: Figure {
    let name = "reply"

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement] {
        let memory = try await take(bench, in: bench.memory, runs: bench.times(5), replies: bench.times(1000))
        let disk = try await take(bench, in: bench.disk, runs: bench.times(5), replies: bench.times(200))
        return [
            measurement("reply, our share, p50, data in memory", memory, 50, goal: 0.5),
            measurement("reply, our share, p99, data in memory", memory, 99, goal: 5),
            measurement("reply, our share, p50, data on disk", disk, 50),
            measurement("reply, our share, p99, data on disk", disk, 99),
            Measurement(
                "one row committed, p50, data on disk", .milliseconds, disk.commits.map { $0.percentile(50) },
                floor: .init(name: "write and fdatasync of 4 kB there", value: disk.syncs.percentile(50))),
        ]
    }

    private struct Times {
        var replies: [[Double]] = []
        var commits: [[Double]] = []
        var syncs: [Double] = []
    }

    private func measurement(_ name: String, _ times: Times, _ percent: Double, goal: Double? = nil) -> Measurement {
        let commit = times.commits.joined().percentile(percent)
        return Measurement(
            name, .milliseconds, times.replies.map { $0.percentile(percent) }, goal: goal,
            floor: .init(name: "two one-row commits there, p\(Int(percent))", value: 2 * commit))
    }

    private func take(_ bench: Workbench, in place: URL, runs: Int, replies: Int) async throws -> Times {
        var times = Times()
        for _ in 0..<runs {
            let folder = try bench.folder("reply", in: place)
            times.syncs += try syncs(in: folder, count: 100)
            let companion = try await BenchCompanion(in: folder, share: bench.share)
            for number in 0..<50 { _ = try await companion.ask(number) }
            var took: [Double] = []
            for number in 0..<replies { took.append(try await companion.ask(number).milliseconds) }
            times.replies.append(took)
            times.commits.append(try await companion.commits(100))
            try await companion.close()
        }
        return times
    }

    /// What the file system asks for being sure.
    private func syncs(in folder: URL, count: Int) throws -> [Double] {
        let file = open(folder.appending(path: "floor").path, O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { throw BenchFault("cannot write in \(folder.path)") }
        defer { close(file) }
        let page = [UInt8](repeating: 7, count: 4096)
        return (0..<count).map { _ in
            ContinuousClock().measure {
                _ = write(file, page, page.count)
                _ = fdatasync(file)
            }.milliseconds
        }
    }
}

/// The companion as the program puts it together, with a model that answers at once.
private struct BenchCompanion {
    private static let places = 20

    private let responder: Responder
    private let database: SQLiteDatabase
    private let budgeted: Budgeted
    private let flight: SharedFlight

    init(in folder: URL, share: String) async throws {
        database = try await SQLiteDatabase.open(at: folder.appending(path: "acore.sqlite").path)
        try await database.migrate(
            CompanionTables.migrations + [Migration("bench: floor", "CREATE TABLE floor (words TEXT NOT NULL)")])
        let words = ["Of course. ", "The river ", "is seven kilometres long, ", "and the bridge ", "is older than it."]
        let model = ScriptedLanguageModel(
            .parts(
                words.map(ReplyPart.text)
                    + [.usage(Usage(promptTokens: 900, completionTokens: 20)), .finish(.stop)]))
        let limited = Limited(
            Metered(model), Gate(provider: "bench", concurrent: 1000, perMinute: 1_000_000))
        budgeted = Budgeted(
            Routed(fast: Fallback([limited]), strong: Fallback([limited])),
            ledger: DatabaseSpendLedger(database: database), limits: { .none }, today: { "2025-12-01" })
        flight = SharedFlight(budgeted)
        responder = Responder(
            model: Cached(flight), conversations: ConversationStore(database: database),
            personas: PersonaLibrary(shipped: share + "/personas", own: nil), toolbox: Toolbox(),
            settings: { ReplySettings(persona: PersonaID(character: "assistant")) })
    }

    func ask(_ number: Int) async throws -> Duration {
        let turn = Turn(
            speaker: Speaker(id: "web:ann", name: "Ann"),
            place: Place(id: "web:ann/c/\(number % Self.places)", kind: .direct), audience: .person("web:ann"),
            text: "Question \(number): how long is the river, and is the bridge older than the town?", saidAt: Date())
        let begun = ContinuousClock.now
        try await responder.reply(to: turn) { _ in }
        return ContinuousClock.now - begun
    }

    func commits(_ count: Int) async throws -> [Double] {
        var took: [Double] = []
        for number in 0..<count {
            let begun = ContinuousClock.now
            try await database.write { try $0.insert("floor", ["words": .text("Question \(number)")]) }
            took.append((ContinuousClock.now - begun).milliseconds)
        }
        return took
    }

    func close() async throws {
        await flight.shutdown()
        await budgeted.settled()
        try await database.close()
    }
}
