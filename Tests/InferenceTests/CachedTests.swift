import TestSupport
import Testing

@testable import Inference

@Suite struct CachedTests {
    private let clock = ManualClock()

    private func cached(_ model: any LanguageModel, capacity: Int = 10, entryBytes: Int = 100) -> Cached {
        Cached(model, lifetime: .seconds(300), capacity: capacity, entryBytes: entryBytes, clock: clock)
    }

    @Test func `a question asked twice is answered once`() async throws {
        let model = ScriptedLanguageModel(
            .parts([.text("Hel"), .text("lo"), .usage(Usage(promptTokens: 3, completionTokens: 2)), .finish(.stop)]),
            .text("another"))
        let cached = cached(model)
        #expect(try await cached.text(Prompt("hi")) == "Hello")
        let again = try await cached.parts(Prompt("hi"))
        #expect(again == [.text("Hello"), .usage(Usage(promptTokens: 3, completionTokens: 2)), .finish(.stop)])
        #expect(model.prompts.count == 1)
        #expect(cached.statistics == .init(hits: 1, misses: 1, evictions: 0, expirations: 0))
    }

    @Test func `another speaker of the same audience is served, another audience is not`() async throws {
        let model = ScriptedLanguageModel(.text("one"), .text("two"))
        let cached = cached(model)
        _ = try await cached.text(Prompt("hi", by: "ann", reuse: .within(audience: "x")))
        #expect(try await cached.text(Prompt("hi", by: "bob", reuse: .within(audience: "x"))) == "one")
        #expect(try await cached.text(Prompt("hi", by: "ann", reuse: .within(audience: "y"))) == "two")
    }

    @Test func `where no repeat is wanted nothing is looked up or kept`() async throws {
        let model = ScriptedLanguageModel(.text("one"), .text("two"))
        let cached = cached(model)
        #expect(try await cached.text(Prompt("hi", reuse: .never)) == "one")
        #expect(try await cached.text(Prompt("hi", reuse: .never)) == "two")
        #expect(cached.count == 0)
        #expect(cached.statistics == .init())
    }

    @Test func `after its time an answer is asked for anew`() async throws {
        let model = ScriptedLanguageModel(.text("one"), .text("two"))
        let cached = cached(model)
        _ = try await cached.text(Prompt("hi"))
        clock.advance(by: .seconds(299))
        #expect(try await cached.text(Prompt("hi")) == "one")
        clock.advance(by: .seconds(1))
        #expect(try await cached.text(Prompt("hi")) == "two")
        #expect(cached.statistics.expirations == 1)
    }

    @Test func `only so many answers are kept`() async throws {
        let model = ScriptedLanguageModel { .text($0.messages[0].text) }
        let cached = cached(model, capacity: 2)
        for text in ["a", "b", "c"] { _ = try await cached.text(Prompt(text)) }
        #expect(cached.count == 2)
        #expect(cached.statistics.evictions == 1)
        _ = try await cached.text(Prompt("a"))
        #expect(model.prompts.count == 4)
    }

    private static let usage = ReplyPart.usage(Usage(promptTokens: 1, completionTokens: 1))

    @Test(
        arguments: [
            .failure(.empty(provider: "p")),
            .partsThenFailure([.text("half")], .cutOff(provider: "p")),
            .parts([.text("half a tho"), CachedTests.usage, .finish(.length)]),
            .parts([.text("gone"), CachedTests.usage, .finish(.filtered)]),
            .parts([.text("without an end")]),
            .parts([.text(" \n"), CachedTests.usage, .finish(.stop)]),
            .parts([CachedTests.usage, .finish(.stop)]),
            .parts([.reasoning("hm"), CachedTests.usage, .finish(.stop)]),
            .parts([
                .text("let me see"), .toolCall(ToolCall(id: "1", name: "t", arguments: "{}")), CachedTests.usage,
                .finish(.toolCalls),
            ]),
            .parts([
                .toolCall(ToolCall(id: "1", name: "t", arguments: "{}")), .text("x"), CachedTests.usage, .finish(.stop),
            ]),
            .parts([.text(String(repeating: "long", count: 26)), CachedTests.usage, .finish(.stop)]),
        ] as [ScriptedLanguageModel.Script])
    func `anything but a whole answer is not kept`(script: ScriptedLanguageModel.Script) async {
        let cached = cached(ScriptedLanguageModel(script))
        _ = await cached.outcome(Prompt("hi"))
        #expect(cached.count == 0)
    }

    @Test func `a reply that was not read to its end is not kept`() async throws {
        let cached = cached(ScriptedLanguageModel(.text("hello")))
        for try await _ in try await cached.reply(to: Prompt("hi")) { break }
        #expect(cached.count == 0)
    }

    @Test func `reasoning is replayed before the text`() async throws {
        let script: ScriptedLanguageModel.Script = .parts([
            .reasoning("h"), .reasoning("m"), .text("a"), .text("b"), Self.usage, .finish(.stop),
        ])
        let cached = cached(ScriptedLanguageModel(script))
        _ = try await cached.parts(Prompt("hi"))
        #expect(try await cached.parts(Prompt("hi")) == [.reasoning("hm"), .text("ab"), Self.usage, .finish(.stop)])
    }

    @Test func `cleared, it knows nothing`() async throws {
        let cached = cached(ScriptedLanguageModel(.text("one"), .text("two")))
        _ = try await cached.text(Prompt("hi"))
        cached.clear()
        #expect(try await cached.text(Prompt("hi")) == "two")
    }

    @Test func `a reply that was under way when it was cleared is not kept`() async throws {
        let live = LiveModel()
        let cached = Cached(live, clock: ManualClock())
        async let text = cached.text(Prompt("hi"))
        let reply = try await live.reply(0)
        cached.clear()
        reply.finish("one")
        #expect(try await text == "one")
        #expect(cached.count == 0)
    }
}
