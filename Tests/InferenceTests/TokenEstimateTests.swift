import Testing

@testable import Inference

@Suite struct TokenEstimateTests {
    /// Counts of a byte-pair vocabulary of about 100,000 entries are near these.
    @Test(arguments: [
        ("The quick brown fox jumps over the lazy dog.", 10),
        ("Once upon a time there was a small village at the edge of a forest, and nobody ever left it.", 22),
        ("let x = items.map { $0.count }.reduce(0, +)", 16),
        ("Der schnelle braune Fuchs springt über den faulen Hund.", 16),
        ("Привет, как у тебя дела сегодня?", 13),
        ("我们明天去公园散步吧，天气会很好。", 18),
        ("3.14159265358979", 9),
        ("", 0),
    ])
    func `ordinary text is counted about right`(text: String, tokens: Int) {
        let estimate = TokenEstimate.tokens(in: text)
        #expect(estimate >= tokens * 2 / 3)
        #expect(estimate <= tokens * 3 / 2)
    }

    @Test func `a text counted in pieces counts as the whole`() {
        let text = "Straße, 東京, привет, 🎉 and more"
        var pieces = TokenEstimate()
        for character in text { pieces.add(String(character)) }
        #expect(pieces.tokens == TokenEstimate.tokens(in: text))
    }

    @Test func `everything the model is sent counts`() {
        let prompt = Prompt("a question")
        let plain = TokenEstimate.tokens(in: prompt)
        let additions: [(inout Prompt) -> Void] = [
            { $0.system = "You are kind." },
            { $0.messages.append(Prompt.Message(.assistant, "")) },
            { $0.messages[0].images = [Prompt.Image(mediaType: "image/png", bytes: [])] },
            { $0.messages[0].toolCalls = [ToolCall(id: "1", name: "add", arguments: #"{"a":1}"#)] },
            {
                $0.tools = [ToolDescription(name: "add", summary: "", parameters: ["type": "object", "x": [1, true]])]
            },
            { $0.sampling.schema = ["type": .string("object")] },
        ]
        for add in additions {
            var more = prompt
            add(&more)
            #expect(TokenEstimate.tokens(in: more) > plain)
        }
        #expect(TokenEstimate.most(in: prompt) > plain)
    }
}
