import Foundation
import Inference
import Testing

@testable import Companion

@Suite struct PromptBuilderTests {
    private let now = Date(timeIntervalSince1970: 1_764_669_900 + 179)  // 10:07:59 UTC

    private func builder(
        _ traits: ModelTraits = ModelTraits(contextTokens: 8192, seesImages: true, callsTools: true),
        settings: ReplySettings = .forTests
    ) throws -> PromptBuilder {
        PromptBuilder(
            persona: try PersonaLibrary.shipped.persona(PersonaID(character: "assistant")), traits: traits,
            settings: settings, tools: Toolbox().descriptions)
    }

    private func history(_ count: Int, words: Int = 3) -> [KeptTurn] {
        (0..<count).map { number in
            KeptTurn(
                id: Int64(number), isAnswer: number % 2 == 1, speakerID: "web:ann", speakerName: "Ann",
                text: "\(number) " + Array(repeating: "word", count: words).joined(separator: " "), saidAt: now,
                state: .complete)
        }
    }

    @Test func `the time is the speaker's own, rounded to five minutes`() throws {
        var turn = Turn.said("when?")
        turn.speaker.timeZone = TimeZone(identifier: "America/New_York")
        let prompt = try builder().prompt(for: turn, after: [], now: now).prompt
        #expect(prompt.system.contains("Tuesday, 2 December 2025") || prompt.system.contains("Tuesday 2 December 2025"))
        #expect(prompt.system.contains("05:05"))
        #expect(prompt.system.contains("America/New_York"))
        let later = try builder().prompt(for: turn, after: [], now: now + 60).prompt
        #expect(prompt == later)
        #expect(try builder().prompt(for: turn, after: [], now: now + 150).prompt != prompt)
    }

    @Test(arguments: [nil, 0.135] as [Double?]) func `the language that was chosen is asked for`(size: Double?) throws {
        var turn = Turn.said("hi")
        let builder = try builder(ModelTraits(contextTokens: 4096, billionParameters: size))
        #expect(try !builder.prompt(for: turn, after: [], now: now).prompt.system.contains("Answer in"))
        turn.language = "Norwegian"
        #expect(try builder.prompt(for: turn, after: [], now: now).prompt.system.contains(" Answer in Norwegian."))
    }

    @Test func `what is remembered stands in the prompt, and goes before the persona's long form does`() throws {
        let fact = Fact(
            id: 1, kind: .fact, topic: "home", text: "lives in Oslo", excerpt: "I live in Oslo", subject: "web:ann",
            place: "web:c/1", saidAt: now, isPrivate: true)
        let memories = Memories(
            people: [Recollection(name: "Ann", facts: [fact]), Recollection(name: "Ben", facts: [])])
        var large = try builder()
        large.memories = memories
        let system = try large.prompt(for: .said("hi"), after: [], now: now).prompt.system
        #expect(system.contains("What Ann has told you of themselves") && system.contains("\n- lives in Oslo"))
        #expect(!system.contains("Ben"))
        var small = try builder(ModelTraits(contextTokens: 2048, billionParameters: 0.135))
        small.memories = memories
        #expect(try small.prompt(for: .said("hi"), after: [], now: now).prompt.system.hasSuffix("Ann lives in Oslo."))
        var narrow = try builder(ModelTraits(contextTokens: 1_500))
        narrow.memories.people = [Recollection(name: "Ann", facts: Array(repeating: fact, count: 200))]
        let short = try narrow.prompt(for: .said("hi"), after: [], now: now).prompt.system
        #expect(!short.contains("lives in") && short.contains("Wren"))
    }

    @Test func `a small model gets the short form, no tools and little history`() throws {
        let prompt = try builder(ModelTraits(contextTokens: 2048, billionParameters: 0.135))
            .prompt(for: .said("hi"), after: history(40, words: 30), now: now).prompt
        #expect(prompt.tools.isEmpty)
        #expect(!prompt.system.contains("TOOL:"))
        #expect(prompt.system.split(separator: " ").count <= 150)
        #expect(prompt.messages.count <= PromptBuilder.smallModelTurns + 1)
        #expect(prompt.messages.last?.text == "hi")
    }

    @Test func `what a turn points at stands before it, each on one line, cut where it is long`() throws {
        var turn = Turn.said("really?", kind: .text)
        turn.quoted = [
            Turn.Quoted(name: "Bob\nAnn", text: String(repeating: "x", count: 600)),
            Turn.Quoted(name: "Cy", text: "one\r\ntwo\u{2028}three"),
        ]
        let text = try builder().prompt(for: turn, after: [], now: now).prompt.messages.last?.text
        #expect(
            text == """
                [In reply to:]
                > Bob Ann: \(String(repeating: "x", count: 500))…
                > Cy: one two three
                Ann: really?
                """)
        let small = try builder(ModelTraits(contextTokens: 2048, billionParameters: 0.135))
            .prompt(for: turn, after: [], now: now).prompt
        #expect(small.messages.last?.text == "[In reply to:]\n> Cy: one two three\nreally?")
    }

    @Test func `what a branch inherits is the first to go where there is little room`() throws {
        let turn = Turn.said("and now?", kind: .thread)
        let inherited = history(6, words: 200)
        let prompt = try builder().prompt(for: turn, after: [], inheriting: inherited, now: now).prompt
        #expect(
            prompt.messages.first?.text.hasPrefix("[Said in the channel before this thread:]\n> Ann: 0 word") == true)
        let traits = ModelTraits(contextTokens: 1024, callsTools: true)
        let short = try builder(traits).prompt(for: turn, after: [], inheriting: inherited, now: now).prompt
        #expect(short.messages.map(\.text) == ["Ann: and now?"])
    }

    @Test(arguments: Turn.Style.allCases)
    func `a style is one sentence of the system prompt, in its short form too`(style: Turn.Style) throws {
        var turn = Turn.said("hi")
        turn.style = style
        for traits in [ModelTraits(contextTokens: 8192), ModelTraits(contextTokens: 2048, billionParameters: 0.135)] {
            let plain = try builder(traits).prompt(for: .said("hi"), after: [], now: now).prompt.system
            let system = try builder(traits).prompt(for: turn, after: [], now: now).prompt.system
            #expect(system.contains(style.sentence))
            #expect(!plain.contains(style.sentence))
        }
    }

    @Test(arguments: [512, 700, 1024, 1500, 2048, 4096, 8192, 32_768])
    func `whatever the window, the prompt and its reply fit`(window: Int) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Seeded(seed)
        for _ in 0..<30 {
            let turns = history(Int.random(in: 0...60, using: &chance), words: Int.random(in: 1...400, using: &chance))
            let question = String(repeating: "why ", count: Int.random(in: 1...1000, using: &chance))
            let traits = ModelTraits(contextTokens: window, callsTools: Bool.random(using: &chance))
            let prompt = try builder(traits).prompt(for: .said(question), after: turns, now: now).prompt
            let total = TokenEstimate.tokens(in: prompt) + (prompt.sampling.maxTokens ?? 0)
            // The shortest persona and question must be sent even into a window that is too small for them.
            if window >= 1024 { #expect(total <= window, "seed \(seed)") }
            #expect(prompt.messages.last?.role == .user)
        }
    }

    @Test func `things are dropped in the stated order`() throws {
        func prompt(_ window: Int) throws -> Prompt {
            try builder(ModelTraits(contextTokens: window, callsTools: true))
                .prompt(for: .said("hi"), after: history(20, words: 40), now: now).prompt
        }
        let windows = stride(from: 8192, through: 768, by: -64)
        var seen: [(turns: Int, tools: Bool, long: Bool)] = []
        for window in windows {
            let prompt = try prompt(window)
            seen.append((prompt.messages.count - 1, !prompt.tools.isEmpty, prompt.system.count > 1500))
        }
        for (wide, narrow) in zip(seen, seen.dropFirst()) {
            #expect(narrow.turns <= wide.turns)
            if narrow.turns < PromptBuilder.lastTurns { #expect(!narrow.tools && !narrow.long) }
            if narrow.tools == false, wide.tools { #expect(narrow.turns <= PromptBuilder.lastTurns) }
            if narrow.long == false, wide.long { #expect(!narrow.tools) }
        }
        #expect(seen.first.map { $0.turns == 20 && $0.tools && $0.long } == true)
        #expect(seen.last.map { !$0.tools && !$0.long } == true)
    }

    @Test func `speakers are named where several can speak`() throws {
        let group = try builder().prompt(for: .said("hi", kind: .text), after: history(2), now: now).prompt
        #expect(group.messages.first?.text.hasPrefix("Ann: 0") == true)
        #expect(group.messages.last?.text == "Ann: hi")
        let direct = try builder().prompt(for: .said("hi"), after: history(2), now: now).prompt
        #expect(direct.messages.last?.text == "hi")
    }

    @Test func `an answer is reused only where a repeat is right`() throws {
        #expect(try builder().prompt(for: .said("hi"), after: [], now: now).prompt.reuse == .never)
        var turn = Turn.said("hi")
        turn.wishes.acceptsStoredAnswer = true
        #expect(
            try builder().prompt(for: turn, after: [], now: now).prompt.reuse == .within(audience: "person:web:ann"))
        turn.wishes.acceptsStoredAnswer = false
        turn.wishes.sampling = Sampling(temperature: 0)
        #expect(
            try builder().prompt(for: turn, after: [], now: now).prompt.reuse == .within(audience: "person:web:ann"))
    }

    @Test(arguments: [nil, Route.fast, .strong])
    func `a character that insists on a model is routed there`(route: Route?) async throws {
        let folder = try TemporaryFolder()
        let more = route.map { ",\"routing\": \"\($0.rawValue)\"" } ?? ""
        try folder.write(PersonaFiles.character(more: more), to: "characters/captain.json")
        try folder.write(PersonaFiles.framework(), to: "frameworks/calm.json")
        var builder = try builder()
        builder = PromptBuilder(
            persona: try PersonaLibrary(shipped: folder.path, own: nil).persona(PersonaID(character: "captain")),
            traits: builder.traits, settings: .forTests, tools: [])
        #expect(try builder.prompt(for: .said("hi"), after: [], now: now).prompt.route == route)
    }

    @Test func `pictures go only to models that can see`() throws {
        var turn = Turn.said("what is this?")
        turn.images = [Prompt.Image(mediaType: "image/png", bytes: [1])]
        #expect(try builder().prompt(for: turn, after: [], now: now).prompt.messages.last?.images.count == 1)
        let blind = try builder(ModelTraits(contextTokens: 8192)).prompt(for: turn, after: [], now: now).prompt
        #expect(blind.messages.last?.images.isEmpty == true)
    }

    @Test func `without history nothing of the talk is told`() throws {
        var settings = ReplySettings.forTests
        settings.historyLimit = 0
        let prompt = try builder(settings: settings).prompt(for: .said("hi"), after: history(4), now: now).prompt
        #expect(prompt.messages.map(\.text) == ["hi"])
    }

    @Test func `the operator's own prompt replaces the persona's`() throws {
        var settings = ReplySettings.forTests
        settings.systemPrompt = "You are a teapot."
        let prompt = try builder(settings: settings).prompt(for: .said("hi"), after: [], now: now).prompt
        #expect(prompt.system.hasPrefix("You are a teapot."))
    }

    @Test(arguments: [Int.max, Int.min, 0])
    func `a provider may say anything of its window`(window: Int) throws {
        let prompt = try builder(ModelTraits(contextTokens: window)).prompt(for: .said("hi"), after: [], now: now)
        #expect(prompt.prompt.messages.map(\.text) == ["hi"])
    }

    @Test func `a long question in any script loses its middle`() throws {
        let question = "始" + String(repeating: "中", count: 3998) + "終"
        let prompt = try builder(ModelTraits(contextTokens: 4096, callsTools: true))
            .prompt(for: .said(question), after: history(4), now: now).prompt
        let asked = try #require(prompt.messages.last?.text)
        #expect(asked.hasPrefix("始中") && asked.contains("[…]") && asked.hasSuffix("中終"))
        let tokens = TokenEstimate.tokens(in: prompt)
        #expect(tokens + (prompt.sampling.maxTokens ?? 0) <= 4096)
        #expect(tokens > 2500, "no more is cut than must be")
    }

    @Test func `whatever was said and left unsaid, user and companion take turns`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Seeded(seed)
        for _ in 0..<200 {
            let turns = (0..<Int.random(in: 0...40, using: &chance)).map { number in
                KeptTurn(
                    id: Int64(number), isAnswer: Bool.random(using: &chance), speakerID: "web:ann", speakerName: "Ann",
                    text: Int.random(in: 0..<4, using: &chance) == 0 ? "" : String(repeating: "word ", count: 60),
                    saidAt: now, state: .complete)
            }
            let traits = ModelTraits(
                contextTokens: Int.random(in: 512...6000, using: &chance),
                billionParameters: Bool.random(using: &chance) ? 0.5 : nil)
            let roles = try builder(traits).prompt(for: .said("hi"), after: turns, now: now).prompt.messages.map(\.role)
            let expected = roles.indices.map { $0 % 2 == 0 ? Prompt.Message.Role.user : .assistant }
            #expect(roles == expected && roles.last == .user, "seed \(seed)")
        }
    }

    @Test func `questions that got no answer are asked with the next`() throws {
        var turns = history(2)
        turns[1].text = ""
        let prompt = try builder().prompt(for: .said("hi"), after: turns, now: now).prompt
        #expect(prompt.messages.map(\.text) == [turns[0].text + "\n\nhi"])
    }

    @Test func `a caller's system messages stay, in every form of the prompt`() throws {
        var turn = Turn.said("hi")
        turn.wishes.broughtHistory = [
            .init(.system, "Speak French."), .init(.user, "one"), .init(.system, "Be brief."),
        ]
        for window in [1024, 8192] {
            let prompt = try builder(ModelTraits(contextTokens: window)).prompt(for: turn, after: [], now: now).prompt
            #expect(prompt.system.contains("Speak French.\n\nBe brief."))
            #expect(prompt.messages.map(\.text) == ["one\n\nhi"])
        }
        turn.wishes.broughtHistory[0].text = String(repeating: "Speak French. ", count: 1000)
        let mistake = #expect(throws: Mistake.self) {
            try builder(ModelTraits(contextTokens: 2048)).prompt(for: turn, after: [], now: now)
        }
        #expect(mistake?.kind == .invalid)
    }

    @Test func `a model that cannot see is told of pictures, and people where there is nothing else`() throws {
        let blind = ModelTraits(contextTokens: 8192)
        var turn = Turn.said("what is this?")
        turn.images = [Prompt.Image(mediaType: "image/png", bytes: [1])]
        turn.wishes.broughtHistory = [.init(.user, "", images: turn.images), .init(.assistant, "A cat.")]
        let messages = try builder(blind).prompt(for: turn, after: [], now: now).prompt.messages
        #expect(messages.flatMap(\.images).isEmpty)
        #expect(
            messages.map(\.text) == [
                "[a picture that you cannot see]", "A cat.", "what is this?\n[a picture that you cannot see]",
            ])
        turn.text = " "
        #expect(throws: Mistake.self) { try builder(blind).prompt(for: turn, after: [], now: now) }
        #expect(throws: Never.self) { try builder().prompt(for: turn, after: [], now: now) }
    }

    @Test func `what tools say takes the place of the oldest exchanges`() throws {
        var fitted = try builder(ModelTraits(contextTokens: 4096, callsTools: true))
            .prompt(for: .said("hi"), after: history(8, words: 40), now: now)
        let before = fitted.prompt.messages
        #expect(before.count > 3)
        let long = String(repeating: "result ", count: 1000)
        let result = Prompt.Message(.tool, long.withoutMiddle(tokens: fitted.resultLimit))
        fitted.add([result, result])
        let after = fitted.prompt.messages
        #expect(TokenEstimate.tokens(in: fitted.prompt) <= 4096 - (fitted.prompt.sampling.maxTokens ?? 0))
        #expect(after.count < before.count + 2 && after.first?.role == .user)
        #expect(after.suffix(3).map(\.text) == ["hi", result.text, result.text])
        for _ in 0..<20 { fitted.add([result]) }
        #expect(fitted.prompt.messages.first?.text == "hi", "the question stays")
    }
}
