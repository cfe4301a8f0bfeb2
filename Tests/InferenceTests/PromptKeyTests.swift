import Testing

@testable import Inference

@Suite struct PromptKeyTests {
    private static let prompt: Prompt = {
        var prompt = Prompt(
            system: "You are kind.",
            messages: [
                Prompt.Message(.user, "Look", images: [Prompt.Image(mediaType: "image/png", bytes: [1, 2])]),
                Prompt.Message(.assistant, "", toolCalls: [ToolCall(id: "1", name: "add", arguments: "{}")]),
                Prompt.Message(.tool, "3", toolCallID: "1"),
            ],
            tools: [ToolDescription(name: "add", summary: "Adds.", parameters: ["type": "object"])],
            reuse: .within(audience: "room"), account: Prompt.Account(speaker: "ann", place: "room"))
        prompt.sampling.stop = ["END"]
        return prompt
    }()

    private static let changes: [@Sendable (inout Prompt) -> Void] = [
        { $0.system += "!" },
        { $0.messages[0].text += "!" },
        { $0.messages[0].role = .system },
        { $0.messages[0].images[0].bytes.append(3) },
        { $0.messages[0].images[0].mediaType = "image/gif" },
        { $0.messages[1].toolCalls[0].id = "2" },
        { $0.messages[1].toolCalls[0].name = "sub" },
        { $0.messages[1].toolCalls[0].arguments = "{ }" },
        { $0.messages[2].toolCallID = nil },
        { $0.messages.removeLast() },
        { $0.messages.swapAt(0, 2) },
        { $0.tools = [] },
        { $0.tools[0] = $0.tools[0].changed(name: "plus") },
        { $0.tools[0] = $0.tools[0].changed(summary: "") },
        { $0.tools[0] = $0.tools[0].changed(parameters: ["type": "object", "required": []]) },
        { $0.sampling.temperature = 0 },
        { $0.sampling.topP = 0 },
        { $0.sampling.minP = 0 },
        { $0.sampling.topK = 0 },
        { $0.sampling.maxTokens = 0 },
        { $0.sampling.repeatPenalty = 1 },
        { $0.sampling.frequencyPenalty = 1 },
        { $0.sampling.presencePenalty = 1 },
        { $0.sampling.stop = [] },
        { $0.sampling.stop = ["E", "ND"] },
        { $0.sampling.schema = .null },
        { $0.model = "other" },
        { $0.route = .fast },
        { $0.reuse = .within(audience: "another room") },
    ]

    @Test func `whatever shapes the answer changes the key, and each in its own way`() {
        var keys = Set([PromptKey(Self.prompt, model: "m"), PromptKey(Self.prompt, model: "n")])
        for change in Self.changes {
            var prompt = Self.prompt
            change(&prompt)
            keys.insert(PromptKey(prompt, model: "m"))
        }
        #expect(keys.count == Self.changes.count + 2)
    }

    @Test func `who asks does not`() {
        var prompt = Self.prompt
        prompt.account = Prompt.Account(speaker: "bob", place: "elsewhere")
        #expect(PromptKey(prompt, model: "m") == PromptKey(Self.prompt, model: "m"))
    }

    @Test func `a prompt whose answer may not be given twice has no key`() {
        var prompt = Self.prompt
        prompt.reuse = .never
        #expect(PromptKey(prompt, model: "m") == nil)
    }

    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func `different prompts are different bytes`(seed: UInt64) {
        // Few letters and many boundaries: whatever two fields could be taken for each other, soon is.
        var random = SeededRandom(seed)
        var prompts: [[UInt8]: Prompt] = [:]
        for _ in 0..<4_000 {
            let prompt = Self.random(&random)
            let bytes = CanonicalBytes(prompt, model: "m", audience: "a").bytes
            if let same = prompts[bytes] { #expect(same == prompt) }
            prompts[bytes] = prompt
        }
        #expect(prompts.count == Set(prompts.values).count)
    }

    private static func random(_ random: inout SeededRandom) -> Prompt {
        func text() -> String { ["", "a", "b", "aa", "ab"].randomElement(using: &random) ?? "" }
        func json() -> JSONValue {
            [.null, .bool(true), .number(1), .string(text()), .array([.string(text())]), .object([text(): .null])]
                .randomElement(using: &random) ?? .null
        }
        func several<Item>(_ make: () -> Item) -> [Item] {
            (0..<Int.random(in: 0...2, using: &random)).map { _ in make() }
        }
        var prompt = Prompt(system: text(), messages: several { Prompt.Message(.user, text()) })
        prompt.tools = several { ToolDescription(name: text(), summary: text(), parameters: json()) }
        prompt.sampling.stop = several { text() }
        prompt.sampling.schema = Bool.random(using: &random) ? json() : nil
        prompt.model = Bool.random(using: &random) ? text() : nil
        return prompt
    }
}

extension ToolDescription {
    fileprivate func changed(
        name: String? = nil, summary: String? = nil, parameters: JSONValue? = nil
    ) -> ToolDescription {
        ToolDescription(
            name: name ?? self.name, summary: summary ?? self.summary, parameters: parameters ?? self.parameters)
    }
}
