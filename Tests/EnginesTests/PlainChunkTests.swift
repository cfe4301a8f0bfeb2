import Foundation
import Testing

@testable import Engines

/// The short way to a chunk's text never says anything else than the decoder does.
@Suite struct PlainChunkTests {
    @Test(arguments: [
        #"{"id":"a","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":" river"},"finish_reason":null}]}"#,
        #"{"choices":[{"delta":{"role":"assistant","content":"","tool_calls":null},"logprobs":null}],"usage":null}"#,
        #"{ "choices" : [ { "delta" : { "content" : "a\n\t\"b\"\\\/ \r" } } ] , "error" : null }"#,
        #"{"choices":[{"delta":{"content":"Über 川 🦦"}}]}"#,
    ])
    func `text alone is read`(json: String) throws {
        let data = Array(json.utf8)
        #expect(try PlainChunk.text(in: data) == decoded(data))
    }

    @Test(arguments: [
        #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#,
        #"{"choices":[{"delta":{"content":"a"},"finish_reason":"length"}]}"#,
        #"{"choices":[{"delta":{"content":"a","reasoning":"b"}}]}"#,
        #"{"choices":[{"delta":{"content":"a","tool_calls":[{"index":0}]}}]}"#,
        #"{"choices":[{"delta":{"content":[{"type":"text","text":"a"}]}}]}"#,
        #"{"choices":[{"delta":{"content":"a"}},{"delta":{"content":"b"}}]}"#,
        #"{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":1,"completion_tokens":1}}"#,
        #"{"choices":[{"delta":{"content":"a"}}],"error":{"message":"no"}}"#,
        #"{"choices":[{"delta":{"content":"\u00e4"}}]}"#, #"{"choices":[{"message":{"content":"a"}}]}"#,
        #"{"choices":[{"delta":{"content":"a"}}]"#, #"{"choices":[]}"#, "[DONE]", "", "{",
        #"{"choices":[{"delta":{"content":"a\"#,
    ])
    func `everything else is left to the decoder`(json: String) {
        #expect(PlainChunk.text(in: Array(json.utf8)) == nil)
    }

    /// Every byte replaced, removed and doubled: where it still gives a text, the decoder gives the same.
    @Test func `a damaged chunk is read as the decoder reads it, or not at all`() throws {
        let whole = Array(
            #"{"id":"a","created":10,"choices":[{"index":0,"delta":{"role":"x","content":"a\n川"},"finish_reason":null}],"usage":null}"#
                .utf8)
        var read = 0
        for place in whole.indices {
            var forms = [UInt8](#""\{}[],:n0 aé"#.utf8).map { [$0] } + [[], [whole[place], whole[place]], [0], [0xFF]]
            forms.append([0x80])
            for form in forms {
                var damaged = whole
                damaged.replaceSubrange(place...place, with: form)
                guard let text = PlainChunk.text(in: damaged) else { continue }
                read += 1
                #expect(try decoded(damaged) == text, "\(String(decoding: damaged, as: UTF8.self))")
            }
        }
        #expect(read > 100)
    }

    private func decoded(_ data: [UInt8]) throws -> String? {
        let chunk = try JSONDecoder().decode(ChatChunk.self, from: Data(data))
        return chunk.choices?.first?.delta?.content?.text
    }
}
