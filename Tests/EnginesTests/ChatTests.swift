import Foundation
import Inference
import Telemetry
import Testing

@testable import Engines

@Suite struct ChatReplyReaderTests {
    private func reader(limit: Int = 1 << 20) -> ChatReplyReader {
        ChatReplyReader(faults: ProviderFaults(provider: "p"), limit: limit)
    }

    private func read(_ text: String, limit: Int = 1 << 20) throws -> [ReplyPart] {
        try parts(reader(limit: limit), [text.bytes])
    }

    private func events(_ data: String...) -> String { data.map { "data: \($0)\n\n" }.joined() }

    @Test func `wherever a reply is split, it is the same`() throws {
        let bytes = Recordings.llamaServer.bytes
        #expect(try parts(reader(), [bytes]) == Recordings.parts)
        for cut in 0...bytes.count {
            #expect(try parts(reader(), [Array(bytes[..<cut]), Array(bytes[cut...])]) == Recordings.parts)
        }
    }

    @Test func `a reply that is cut anywhere is whole or cut off`() {
        let bytes = Recordings.llamaServer.bytes
        for cut in 0..<bytes.count {
            do {
                let read = try parts(reader(), [Array(bytes[..<cut])])
                #expect(read.text == "Héllo 🙂")
                #expect(read.last == .finish(.stop))
            } catch {
                #expect(error as? InferenceError == .cutOff(provider: "p"))
            }
        }
    }

    @Test func `with CRLF, comments and two ends it is the same`() throws {
        let odd = ": OPENROUTER PROCESSING\n\n" + Recordings.llamaServer + "data: [DONE]\n\n"
        #expect(try read(odd.replacing("\n", with: "\r\n")) == Recordings.parts)
        #expect(try read("\n  \n" + odd) == Recordings.parts)
    }

    @Test func `an empty reason to stop is none`() {
        #expect(throws: InferenceError.cutOff(provider: "p")) {
            try read(events(#"{"choices":[{"delta":{"content":"Hi"},"finish_reason":""}]}"#))
        }
    }

    @Test func `what a reply cost is told in millionths of a dollar, rounded up`() throws {
        #expect(
            try read(Recordings.openRouter) == [
                .text("Héllo"), .usage(Usage(promptTokens: 32, completionTokens: 5, microdollars: 26)), .finish(.stop),
            ])
    }

    @Test(
        arguments: [
            ("0", 0), ("999999999", 999_999_999_000_000), ("1e9", nil), ("1e300", nil), ("-0.1", nil), ("null", nil),
            (#""0.1""#, nil), (#"{"total_cost":0.1}"#, nil),
        ] as [(String, Int?)]) func `a cost that is none is not told`(cost: String, microdollars: Int?) throws
    {
        let usage = #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"cost":\#(cost)}}"#
        #expect(
            try read(events(usage, "[DONE]")).first
                == .usage(Usage(promptTokens: 3, completionTokens: 4, microdollars: microdollars)))
    }

    @Test func `a stream may end without DONE, or with nothing else`() throws {
        let text = events(#"{"choices":[{"delta":{"content":"Hi"},"finish_reason":"length"}]}"#)
        #expect(try read(text) == [.text("Hi"), .finish(.length)])
        #expect(try read(events(#"{"choices":[{"delta":{"content":"Hi"}}]}"#, "[DONE]")).last == .finish(.stop))
    }

    @Test func `reasoning has two names, and content may be a list`() throws {
        let parts = try read(
            events(
                #"{"choices":[{"delta":{"reasoning":"A"}}]}"#, #"{"choices":[{"delta":{"reasoning_content":"B"}}]}"#,
                #"{"choices":[{"delta":{"content":[{"type":"text","text":"C"},{"type":"image"}]}}]}"#, "[DONE]"))
        #expect(parts.prefix(3) == [.reasoning("A"), .reasoning("B"), .text("C")])
    }

    @Test func `tool calls are put together by index`() throws {
        let parts = try read(
            events(
                #"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"add","arguments":""}}]}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"x\""}}]}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":1,"id":"b","function":{"name":"now"}},{"index":0,"function":{"arguments":":1}"}}]}}]}"#,
                #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#, "[DONE]"))
        #expect(
            parts.prefix(2) == [
                .toolCall(ToolCall(id: "a", name: "add", arguments: #"{"x":1}"#)),
                .toolCall(ToolCall(id: "b", name: "now", arguments: "{}")),
            ])
        #expect(parts.last == .finish(.toolCalls))
    }

    @Test func `a server that does not stream is understood`() throws {
        let body = #"""
             {"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"Hi","tool_calls":[{"id":"a",
            "type":"function","function":{"name":"f","arguments":{"x":1}}}]},"finish_reason":"tool_calls"}],
            "usage":{"prompt_tokens":3,"completion_tokens":4}}
            """#
        let wanted: [ReplyPart] = [
            .text("Hi"), .toolCall(ToolCall(id: "a", name: "f", arguments: #"{"x":1}"#)),
            .usage(Usage(promptTokens: 3, completionTokens: 4)), .finish(.toolCalls),
        ]
        #expect(try read(body) == wanted)
        #expect(try parts(reader(), body.bytes.map { [$0] }) == wanted)
    }

    @Test(
        arguments: [
            ("<!DOCTYPE html>", .garbled(provider: "p", reason: "sent a web page instead of an answer")),
            ("\n <html>", .garbled(provider: "p", reason: "sent a web page instead of an answer")),
            ("data: {\"choices\":[\n\n", .garbled(provider: "p", reason: "half JSON")),
            ("data: {\"choices\":5}\n\n", .garbled(provider: "p", reason: "half JSON")),
            ("data: {\"choices\":[{\"delta\":[]}]}\n\n", .garbled(provider: "p", reason: "half JSON")),
            ("data: {\"choices\":[{\"delta\":{\"content\":{}}}]}\n\n", .garbled(provider: "p", reason: "half JSON")),
            ("data: {\"choices\":[{\"finish_reason\":1}]}\n\n", .garbled(provider: "p", reason: "half JSON")),
            ("data: {\"usage\":{\"prompt_tokens\":1e80}}\n\n", .garbled(provider: "p", reason: "half JSON")),
            (
                "data: {\"choices\":[{\"delta\":{\"tool_calls\":\"no\"}}]}\n\n",
                .garbled(provider: "p", reason: "half JSON")
            ),
            ("data: 5\n\n", .garbled(provider: "p", reason: "half JSON")),
            ("data: \u{7f}\n\n", .garbled(provider: "p", reason: "half JSON")),
            ("{\"choices\":", .garbled(provider: "p", reason: "half JSON")),
            ("{}", .garbled(provider: "p", reason: "JSON without an answer")),
            ("{\"choices\":[]}", .garbled(provider: "p", reason: "JSON without an answer")),
            ("", .cutOff(provider: "p")),
            ("   ", .cutOff(provider: "p")),
            ("just words\n\n", .cutOff(provider: "p")),
            ("data: {\"choices\":[]}\n\n", .cutOff(provider: "p")),
            ("data: {\"error\":{\"code\":429}}\n\n", .overloaded(provider: "p", retryAfter: nil)),
            ("{\"error\":{\"message\":\"no\"}}", .failed(provider: "p", status: 200, reason: "no")),
            (
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\n",
                .failed(provider: "p", status: 200, reason: "reported an error")
            ),
        ] as [(String, InferenceError)]) func `bad bodies have their own errors`(body: String, error: InferenceError)
    {
        #expect(throws: error) { try read(body) }
    }

    @Test func `bytes that are no text are half JSON`() {
        #expect(throws: InferenceError.garbled(provider: "p", reason: "half JSON")) {
            try parts(
                reader(), ["data: {\"choices\":[{\"delta\":{\"content\":\"".bytes + [0xFF, 0xC0] + "\"}}]}\n\n".bytes])
        }
    }

    @Test func `deep nesting is refused, not followed`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: InferenceError.garbled(provider: "p", reason: "half JSON")) {
            try read("data: {\"error\":\(deep)\n\n")
        }
    }

    @Test func `an endless line, one huge token and a huge body are told apart`() {
        let much = String(repeating: "la", count: 5_000)
        #expect(throws: InferenceError.garbled(provider: "p", reason: "endless line")) { try read(much, limit: 1_000) }
        #expect(throws: InferenceError.tooLarge(provider: "p", limit: 1_000)) {
            try read("data: {\"choices\":[{\"delta\":{\"content\":\"\(much)", limit: 1_000)
        }
        #expect(throws: InferenceError.tooLarge(provider: "p", limit: 1_000)) { try read("{\"\(much)", limit: 1_000) }
    }

    @Test func `unknown reasons to stop are the ordinary one`() throws {
        for (said, meant) in [
            ("eos", FinishReason.stop), ("length", .length), ("content_filter", .filtered),
            ("function_call", .toolCalls),
        ] {
            let parts = try read(events(#"{"choices":[{"delta":{},"finish_reason":"\#(said)"}]}"#, "[DONE]"))
            #expect(parts.last == .finish(meant))
        }
    }
}

@Suite struct ToolCallAssemblyTests {
    private func calls(_ pieces: [String]) throws -> [ToolCall] {
        var assembly = ToolCallAssembly()
        for piece in pieces {
            let isTaken = assembly.add(
                try JSONDecoder().decode(ChatChunk.Call.self, from: Data(piece.utf8)), limit: 1_000)
            #expect(isTaken)
        }
        return assembly.finished
    }

    @Test func `without an index a new id starts a new call`() throws {
        let pieces = [
            #"{"id":"a","function":{"name":"f","arguments":"{"}}"#, #"{"function":{"arguments":"}"}}"#,
            #"{"id":"b","function":{"name":"g"}}"#, #"{"id":"a","function":{"arguments":" "}}"#,
        ]
        #expect(
            try calls(pieces) == [
                ToolCall(id: "a", name: "f", arguments: "{} "), ToolCall(id: "b", name: "g", arguments: "{}"),
            ])
    }

    @Test func `the same index with another id is another call`() throws {
        let pieces = [
            #"{"index":0,"id":"a","function":{"name":"f"}}"#, #"{"index":0,"id":"b","function":{"name":"g"}}"#,
            #"{"index":0,"function":{"arguments":"[]"}}"#,
        ]
        #expect(
            try calls(pieces) == [
                ToolCall(id: "a", name: "f", arguments: "{}"), ToolCall(id: "b", name: "g", arguments: "[]"),
            ])
    }

    @Test func `odd indexes are only names, calls without a name are dropped, those without an id get one`() throws {
        let pieces = [
            #"{"index":-9223372036854775808,"function":{"name":"f"}}"#, #"{"index":9223372036854775807}"#, "{}",
        ]
        #expect(try calls(pieces) == [ToolCall(id: "call_0", name: "f", arguments: "{}")])
    }

    @Test func `too many calls and too much text are refused`() throws {
        var assembly = ToolCallAssembly()
        let call = { (index: Int) in ChatChunk.Call(index: index, id: nil, function: .init(name: "f", arguments: nil)) }
        let added = (0...64).map { assembly.add(call($0), limit: 1_000) }
        #expect(added == Array(repeating: true, count: 64) + [false])
        let more = (0..<2).map { _ in assembly.add(call(0), limit: 66) }
        #expect(more == [true, false])
    }
}

@Suite struct ChatRequestTests {
    private func body(
        _ prompt: Prompt, _ flavour: OpenAILanguageModel.Flavour = .generic, visionModel: String? = nil
    ) -> JSONValue {
        var settings = OpenAILanguageModel.Settings(
            baseURL: "", key: Secret(""), model: "m", flavour: flavour, provider: "p")
        settings.visionModel = visionModel
        return ChatRequest.body(prompt, settings)
    }

    private var sampled: Prompt {
        var prompt = Prompt(messages: [], model: "other")
        prompt.sampling = Sampling(temperature: 0, maxTokens: 7, stop: ["a", "b", "c", "d", "e"])
        prompt.sampling.topP = 0.9
        prompt.sampling.topK = 50
        prompt.sampling.minP = 0.075
        prompt.sampling.repeatPenalty = 1.1
        prompt.sampling.frequencyPenalty = 0.5
        prompt.sampling.presencePenalty = -0.5
        return prompt
    }

    @Test func `a plain prompt asks for a stream with usage`() throws {
        let wanted = #"""
            {"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[
            {"role":"system","content":"Be brief."},{"role":"user","content":"Hello?"}]}
            """#
        #expect(body(.hello) == (try wanted.json()))
    }

    @Test(
        arguments: [
            (.generic, #""max_tokens":7"#), (.openAI, #""max_completion_tokens":7"#),
            (.openRouter, #""max_tokens":7,"top_k":50,"min_p":0.075,"repetition_penalty":1.1"#),
            (.llamaServer, #""max_tokens":7,"top_k":50,"min_p":0.075,"repeat_penalty":1.1"#),
        ] as [(OpenAILanguageModel.Flavour, String)]) func `each flavour gets the sampling that it takes`(
            flavour: OpenAILanguageModel.Flavour, fields: String
        ) throws
    {
        let wanted = #"""
            {"model":"other","stream":true,"stream_options":{"include_usage":true},"messages":[],"temperature":0,
            "top_p":0.9,"frequency_penalty":0.5,"presence_penalty":-0.5,"stop":["a","b","c","d"],\#(fields)}
            """#
        #expect(body(sampled, flavour) == (try wanted.json()))
    }

    @Test func `a schema becomes the response format`() throws {
        var prompt = Prompt.hello
        prompt.sampling.schema = ["type": "object"]
        #expect(
            body(prompt)["response_format"]
                == (try #"{"type":"json_schema","json_schema":{"name":"reply","schema":{"type":"object"}}}"#.json()))
    }

    @Test func `images go to the vision model, as data URLs`() throws {
        let image = Prompt.Image(mediaType: "image/webp", bytes: [1, 2, 255])
        let prompt = Prompt(messages: [.init(.user, "What?", images: [image]), .init(.user, "", images: [image])])
        let body = body(prompt, visionModel: "see")
        #expect(body["model"] == "see")
        #expect(
            body["messages"]
                == (try #"""
                [{"role":"user","content":[{"type":"text","text":"What?"},
                {"type":"image_url","image_url":{"url":"data:image/webp;base64,AQL/"}}]},
                {"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/webp;base64,AQL/"}}]}]
                """#.json()))
    }

    @Test func `tool calls keep their ids and their arguments as text`() throws {
        var prompt = Prompt(messages: [
            .init(.assistant, "", toolCalls: [ToolCall(id: "1", name: "add", arguments: #"{"a":1}"#)]),
            .init(.tool, "3", toolCallID: "1"),
        ])
        prompt.tools = [ToolDescription(name: "add", summary: "Adds.", parameters: ["type": "object"])]
        let body = body(prompt)
        #expect(
            body["messages"]
                == (try #"""
                [{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":
                {"name":"add","arguments":"{\"a\":1}"}}]},{"role":"tool","content":"3","tool_call_id":"1"}]
                """#.json()))
        #expect(body["tools"]?.array?.first?["function"]?["name"] == "add")
    }
}
