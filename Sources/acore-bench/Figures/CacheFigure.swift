import Crypto
import Inference

/// An answer that is known already: the key's hash, the look-up and the replay.
struct CacheFigure: Figure {
    let name = "cache"

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement] {
        let cached = Cached(
            ScriptedLanguageModel(.parts([.text("The river is seven kilometres long."), .finish(.stop)])))
        let prompt = Self.prompt
        try await Self.take(cached, prompt)
        var runs: [Double] = []
        var floor: [Double] = []
        for _ in 0..<bench.times(11) {
            runs.append(try await Self.perCall { try await Self.take(cached, prompt) })
            floor.append(await Self.perCall { Self.blackHole(SHA256.hash(data: Self.bytes)) })
        }
        let hits = cached.statistics.hits
        guard hits == runs.count * Self.calls else { throw BenchFault("only \(hits) hits") }
        return [
            Measurement(
                "cache hit, prompt of 4 kB", .microseconds, runs, goal: 20,
                floor: .init(name: "SHA-256 of 4 kB", value: floor.percentile(50)))
        ]
    }

    private static let calls = 2000
    private static let bytes = Array(repeating: UInt8(ascii: "a"), count: 4096)

    private static var prompt: Prompt {
        let words = String(repeating: "All that the companion knows of the river. ", count: 64)
        let talk = (0..<12).map { Prompt.Message($0 % 2 == 0 ? .user : .assistant, "Turn \($0): " + words.prefix(96)) }
        return Prompt(
            system: String(words.prefix(2750)), messages: talk + [Prompt.Message(.user, "How long is the river?")],
            sampling: Sampling(temperature: 0, maxTokens: 100), reuse: .within(audience: "person:bench"))
    }

    /// Microseconds for one of many calls.
    private static func perCall(_ work: () async throws -> Void) async rethrows -> Double {
        let begun = ContinuousClock.now
        for _ in 0..<calls { try await work() }
        return (ContinuousClock.now - begun).microseconds / Double(calls)
    }

    private static func take(_ model: some LanguageModel, _ prompt: Prompt) async throws {
        for try await part in try await model.reply(to: prompt) { blackHole(part) }
    }

    @inline(never)
    private static func blackHole<Value>(_: Value) {}
}
