import Inference
import Testing

@testable import Companion

/// What models write when they are asked for a summary.
@Suite struct SummaryDraftTests {
    @Test(arguments: [
        #"{"summary": "Ann moves to Oslo.", "key_points": ["Moves in May"]}"#,
        #"<think>{"summary": "no"}</think>{"summary": "Ann moves to Oslo.", "key_points": ["Moves in May"]}"#,
        "Here it is:\n```json\n{\"summary\": \"Ann moves\\nto Oslo.\", \"key_points\": [\"Moves in May\"]}\n```\nBye!",
        #"{"summary": "Ann moves to Oslo.", "key_points": [7, null, "", "Moves in May", {"a": []}], "x": 1}"#,
    ])
    func `a summary is read wherever it stands`(_ written: String) throws {
        let draft = try #require(SummaryDraft(written))
        #expect(draft.text == "Ann moves to Oslo.")
        #expect(draft.points == ["Moves in May"])
    }

    @Test func `models that write no JSON write the text alone`() throws {
        let draft = try #require(SummaryDraft("Ann moves to Oslo."))
        #expect(draft.text == "Ann moves to Oslo.")
        #expect(draft.points.isEmpty)
    }

    @Test(arguments: [
        "", "   ", "{}", "[]", "{\"summary\": ", "{\"summary\": 7}", "{\"summary\": \"\"}", "```json\n{\"summ",
        "<think>Ann moves</think>", String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 5_000),
        "{\"summary\": {\"summary\": \"x\"}}",
    ])
    func `what is no summary is none`(_ written: String) {
        #expect(SummaryDraft(written) == nil)
    }

    @Test func `whatever a model writes, little of it is kept, on one line`() throws {
        let long = String(repeating: "word \n", count: 5_000)
        let points = Array(repeating: "\"\(String(repeating: "p", count: 999))\"", count: 99).joined(separator: ",")
        let draft = try #require(SummaryDraft("{\"summary\": \"x\", \"key_points\": [\(points)]}"))
        #expect(draft.points.count == SummaryDraft.mostPoints)
        #expect(draft.points.allSatisfy { $0.count <= SummaryDraft.pointLimit })
        let prose = try #require(SummaryDraft(long))
        #expect(prose.text.count <= SummaryDraft.textLimit)
        #expect(!prose.text.contains("\n"))
    }
}
