import Testing

@testable import Inference

@Suite struct FittingTests {
    private static let able = ModelTraits(contextTokens: 8192, seesImages: true, callsTools: true)
    private static let long = String(repeating: "word ", count: 400)

    private static let prompt = Prompt(
        system: "You are kind.",
        messages: [
            .init(.user, "one " + long), .init(.assistant, "two " + long), .init(.user, "three " + long),
            .init(.assistant, "four"), .init(.user, "five", images: [.init(mediaType: "image/png", bytes: [1])]),
        ],
        tools: [ToolDescription(name: "t", summary: "", parameters: [:])], sampling: Sampling(maxTokens: 400))

    @Test func `what fits stays as it is`() {
        #expect(Self.prompt.fitting(Self.able) == Self.prompt)
    }

    @Test func `tools and pictures go where they mean nothing`() {
        var traits = Self.able
        traits.callsTools = false
        #expect(Self.prompt.fitting(traits).tools.isEmpty)
        #expect(Self.prompt.fitting(traits).messages == Self.prompt.messages)
        traits.seesImages = false
        #expect(Self.prompt.fitting(traits).messages.last == .init(.user, "five"))
        var silent = Self.prompt
        silent.messages[4].text = ""
        #expect(silent.fitting(traits).messages.last == .init(.user, "[a picture you cannot see]"))
    }

    @Test func `the oldest messages go first, and the talk begins with a question`() {
        let traits = ModelTraits(contextTokens: 1500)
        let fitted = Self.prompt.fitting(traits)
        #expect(fitted.messages.map { $0.text.prefix(4) } == ["thre", "four", "five"])
        #expect(TokenEstimate.tokens(in: fitted) <= 1500 * 9 / 10 - 400)
        #expect(fitted.sampling.maxTokens == 400)
    }

    @Test func `the last question and what followed it stay, however small the window`() {
        var prompt = Self.prompt
        prompt.messages += [
            .init(.assistant, "", toolCalls: [ToolCall(id: "1", name: "t", arguments: "{}")]),
            .init(.tool, Self.long, toolCallID: "1"),
        ]
        let fitted = prompt.fitting(ModelTraits(contextTokens: 512))
        #expect(fitted.messages.map(\.role) == [.user, .assistant, .tool])
        #expect(fitted.sampling.maxTokens == 256)
        #expect(Prompt(messages: []).fitting(Self.able).messages.isEmpty)
    }
}
