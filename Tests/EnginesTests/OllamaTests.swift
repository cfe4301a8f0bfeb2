import Foundation
import Inference
import Testing

@testable import Engines

@Suite struct OllamaReplyReaderTests {
    private func reader(limit: Int = 1 << 20) -> OllamaReplyReader {
        OllamaReplyReader(faults: ProviderFaults(provider: "ollama"), limit: limit)
    }

    private func read(_ text: String, limit: Int = 1 << 20) throws -> [ReplyPart] {
        try parts(reader(limit: limit), [text.bytes])
    }

    @Test func `wherever a reply is split, it is the same`() throws {
        let bytes = Recordings.ollama.bytes
        #expect(try parts(reader(), [bytes]) == Recordings.parts)
        for cut in 0...bytes.count {
            #expect(try parts(reader(), [Array(bytes[..<cut]), Array(bytes[cut...])]) == Recordings.parts)
        }
    }

    @Test func `a reply that is cut anywhere is whole or cut off`() {
        let bytes = Recordings.ollama.bytes
        var whole = 0
        for cut in 0..<bytes.count {
            do {
                #expect(try parts(reader(), [Array(bytes[..<cut])]) == Recordings.parts)
                whole += 1
            } catch {
                #expect(error as? InferenceError == .cutOff(provider: "ollama"))
            }
        }
        #expect(whole == 1)  // only the last line end may be missing
    }

    @Test func `thinking, tool calls and the reasons to stop`() throws {
        let parts = try read(
            """
            {"message":{"content":"","thinking":"Hm."}}
            {"message":{"content":"","tool_calls":[{"function":{"name":"add","arguments":{"b":2,"a":1}}},{"id":"x","function":{"name":"now"}}]}}
            {"message":{"content":""},"done":true,"done_reason":"stop","eval_count":3}

            """)
        #expect(
            parts == [
                .reasoning("Hm."),
                .toolCall(ToolCall(id: "call_0", name: "add", arguments: #"{"a":1,"b":2}"#)),
                .toolCall(ToolCall(id: "x", name: "now", arguments: "{}")),
                .usage(Usage(promptTokens: 0, completionTokens: 3)), .finish(.toolCalls),
            ])
        #expect(try read(#"{"done":true,"done_reason":"length","eval_count":1}"#).last == .finish(.length))
    }

    @Test func `without counts no usage is made up`() throws {
        #expect(try read(#"{"message":{"content":"12345"},"done":true}"#) == [.text("12345"), .finish(.stop)])
    }

    @Test func `what comes after the end does not count`() throws {
        #expect(try read(#"{"done":true}"# + "\n" + #"{"message":{"content":"more"},"done":true}"# + "\n").text == "")
    }

    @Test(
        arguments: [
            (#"{"error":"out of memory"}"# + "\n", .failed(provider: "ollama", status: 200, reason: "out of memory")),
            ("<html>\n", .garbled(provider: "ollama", reason: "sent a web page instead of an answer")),
            ("{\"message\":\n", .garbled(provider: "ollama", reason: "half JSON")),
            (#"{"message":"no object"}"# + "\n", .garbled(provider: "ollama", reason: "half JSON")),
            (#"{"message":{"content":5}}"# + "\n", .garbled(provider: "ollama", reason: "half JSON")),
            (#"{"done":"yes"}"# + "\n", .garbled(provider: "ollama", reason: "half JSON")),
            (#"{"done":true,"eval_count":1e99}"# + "\n", .garbled(provider: "ollama", reason: "half JSON")),
            ("[]\n", .garbled(provider: "ollama", reason: "half JSON")),
            ("", .cutOff(provider: "ollama")),
            ("{}\n", .cutOff(provider: "ollama")),
        ] as [(String, InferenceError)]) func `bad bodies have their own errors`(body: String, error: InferenceError)
    {
        #expect(throws: error) { try read(body) }
    }

    @Test func `an endless line and one huge token are told apart`() {
        let much = String(repeating: "la", count: 5_000)
        #expect(throws: InferenceError.garbled(provider: "ollama", reason: "endless line")) {
            try read(much, limit: 1_000)
        }
        #expect(throws: InferenceError.tooLarge(provider: "ollama", limit: 1_000)) {
            try read(#"{"message":{"content":""# + much, limit: 1_000)
        }
    }

    @Test func `a flood of tool calls is refused`() {
        let calls = Array(repeating: #"{"function":{"name":"f"}}"#, count: 65).joined(separator: ",")
        #expect(throws: InferenceError.tooLarge(provider: "ollama", limit: 64)) {
            try read(#"{"message":{"tool_calls":["# + calls + "]}}\n")
        }
    }

    @Test func `negative counts are none`() throws {
        let parts = try read(#"{"done":true,"eval_count":-4,"prompt_eval_count":-1}"#)
        #expect(parts.first == .usage(Usage(promptTokens: 0, completionTokens: 0)))
    }
}

@Suite struct OllamaRequestTests {
    private func body(_ prompt: Prompt, visionModel: String? = nil) -> JSONValue {
        OllamaRequest.body(prompt, .init(host: "", model: "llama3.2", visionModel: visionModel))
    }

    @Test func `a plain prompt asks for the configured model and its window`() throws {
        let wanted = #"""
            {"model":"llama3.2","stream":true,"options":{"num_ctx":4096},"messages":[
            {"role":"system","content":"Be brief."},{"role":"user","content":"Hello?"}]}
            """#
        #expect(body(.hello) == (try wanted.json()))
    }

    @Test func `every way to sample has its option, zero included`() throws {
        var prompt = Prompt(messages: [], model: "other")
        prompt.sampling = Sampling(temperature: 0, maxTokens: 7, stop: ["a", "b"], schema: ["type": "object"])
        prompt.sampling.topP = 0.9
        prompt.sampling.topK = 50
        prompt.sampling.minP = 0.075
        prompt.sampling.repeatPenalty = 1.1
        prompt.sampling.frequencyPenalty = 0.5
        prompt.sampling.presencePenalty = -0.5
        let wanted = #"""
            {"model":"other","stream":true,"messages":[],"format":{"type":"object"},"options":{"num_ctx":4096,
            "temperature":0,"num_predict":7,"stop":["a","b"],"top_p":0.9,"top_k":50,"min_p":0.075,
            "repeat_penalty":1.1,"frequency_penalty":0.5,"presence_penalty":-0.5}}
            """#
        #expect(body(prompt) == (try wanted.json()))
    }

    @Test func `images go to the vision model, as base64`() throws {
        let image = Prompt.Image(mediaType: "image/png", bytes: [1, 2, 255])
        let prompt = Prompt(messages: [.init(.user, "What?", images: [image])])
        #expect(body(prompt, visionModel: "llava")["model"] == "llava")
        #expect(body(prompt)["model"] == "llama3.2")
        #expect(body(prompt)["messages"]?.array?.first?["images"] == ["AQL/"])
    }

    @Test func `tool calls and their results are named`() throws {
        var prompt = Prompt(messages: [
            .init(
                .assistant, "",
                toolCalls: [
                    ToolCall(id: "1", name: "add", arguments: #"{"a":1}"#),
                    ToolCall(id: "2", name: "now", arguments: "oops"),
                ]),
            .init(.tool, "3", toolCallID: "1"),
        ])
        prompt.tools = [ToolDescription(name: "add", summary: "Adds.", parameters: ["type": "object"])]
        let body = body(prompt)
        #expect(
            body["messages"]
                == (try #"""
                [{"role":"assistant","content":"","tool_calls":[{"function":{"name":"add","arguments":{"a":1}}},
                {"function":{"name":"now","arguments":{}}}]},{"role":"tool","content":"3","tool_name":"add"}]
                """#.json()))
        #expect(
            body["tools"]
                == (try #"""
                [{"type":"function","function":{"name":"add","description":"Adds.","parameters":{"type":"object"}}}]
                """#.json()))
    }

    @Test func `a result is named after the call of its own round`() {
        let rounds = ["add", "now"].flatMap { name -> [Prompt.Message] in
            [
                .init(.assistant, "", toolCalls: [ToolCall(id: "call_0", name: name, arguments: "{}")]),
                .init(.tool, "3", toolCallID: "call_0"),
            ]
        }
        let names = body(Prompt(messages: rounds))["messages"]?.array?.map { $0["tool_name"]?.string }
        #expect(names == [nil, "add", nil, "now"])
    }

    @Test func `two system texts become one`() {
        let prompt = Prompt(system: "A", messages: [.init(.system, "B"), .init(.user, "C"), .init(.system, "D")])
        #expect(prompt.wholeTalk == [.init(.system, "A\n\nB"), .init(.user, "C"), .init(.system, "D")])
        #expect(Prompt(messages: [.init(.system, "B")]).wholeTalk == [.init(.system, "B")])
    }
}

@Suite struct OllamaTraitsTests {
    private func traits(_ json: String, vision: Bool = false) throws -> ModelTraits {
        try JSONDecoder().decode(OllamaShow.self, from: Data(json.utf8)).traits(window: 4_096, hasVisionModel: vision)
    }

    @Test func `size, window and abilities come from what the model says`() throws {
        let json = #"""
            {"details":{"parameter_size":"3.2B"},"capabilities":["completion","tools","vision"],
            "model_info":{"general.parameter_count":3212749888,"llama.context_length":131072,"x":[1]}}
            """#
        #expect(
            try traits(json)
                == ModelTraits(
                    contextTokens: 4_096, billionParameters: 3.212749888, seesImages: true, callsTools: true))
    }

    @Test func `a model's own window may be smaller than the one asked for`() throws {
        #expect(try traits(#"{"model_info":{"bert.context_length":2048}}"#).contextTokens == 2_048)
        #expect(try traits(#"{"model_info":{"bert.context_length":0}}"#).contextTokens == 512)
        #expect(try traits("{}", vision: true) == ModelTraits(contextTokens: 4_096, seesImages: true))
    }

    @Test(
        arguments: [
            ("7B", 7), ("134.52M", 0.13452), ("900K", 0.0009), ("-7B", nil), ("infB", nil), ("nanB", nil), ("big", nil),
            ("", nil),
        ]
            as [(String, Double?)])
    func `sizes are read in their units`(text: String, size: Double?) throws {
        let read = try traits(#"{"details":{"parameter_size":"\#(text)"}}"#).billionParameters
        #expect(read.map { ($0 * 1e9).rounded() } == size.map { ($0 * 1e9).rounded() })
    }
}
