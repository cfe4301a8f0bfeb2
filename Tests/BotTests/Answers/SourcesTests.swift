import DiscordModel
import Foundation
import Inference
import Testing

@testable import Bot
@testable import Companion

/// Which documents are named beneath an answer, and how.
@Suite struct SourcesTests {
    private func ground(
        _ number: Int?, _ title: String = "a.txt", _ excerpt: String = "words", score: Double = 0.5,
        kind: Ground.Kind = .document
    ) -> Ground {
        Ground(
            kind: kind, item: Int64(number ?? 0), number: number, title: title, excerpt: excerpt, score: score,
            place: "p", saidAt: Date(timeIntervalSince1970: 0))
    }

    private func names(_ text: String, _ grounds: [Ground]) -> [String] {
        Answer(
            text: text, persona: "x", personaName: "X", model: "m",
            usage: Usage(promptTokens: 0, completionTokens: 0, isEstimate: true), finish: .stop, firstText: .zero,
            total: .zero, grounds: grounds
        ).sources?.fields.map(\.name) ?? []
    }

    @Test func `those that it cites are named, or all where it cites none`() {
        let grounds = [ground(nil, kind: .fact), ground(1, "one"), ground(2, "two", score: 0.876), ground(3, "three")]
        #expect(names("It is so [2].", grounds) == ["[2] two · 88 %"])
        #expect(names("So [3] and so [1].", grounds) == ["[1] one · 50 %", "[3] three · 50 %"])
        for text in ["It is so.", "It is so [7].", "Take a[i] or [1"] { #expect(names(text, grounds).count == 3) }
        #expect(names("It is so [1].", [ground(nil, kind: .fact), ground(nil, kind: .talk)]) == [])
    }

    @Test(arguments: [
        ("[1]", [1]), ("[1, 2]", [1, 2]), ("[1][3]", [1, 3]), ("[ 2 ]", [2]), ("[0]", []), ("[100]", []), ("[]", []),
        ("[1", []), ("[x1]", []), ("[1,]", []), ("[[2]]", [2]), ("[99999999999999999999]", []), ("][", []),
        ("[2026-01-01]", []),
    ])
    func `citations`(_ text: String, _ numbers: [Int]) {
        #expect(Citations.numbers(in: text).sorted() == numbers)
    }

    @Test func `nothing in a document acts`() throws {
        let hostile = """
            @everyone <@80351110224678912> **bold** [click](https://evil.example) ||secret|| `code`
            # heading
            - item\u{202E}\u{0} *\u{301}italic*\u{301} https://evil.example <#1>
            """
        let answer = Answer(
            text: "", persona: "x", personaName: "X", model: "m",
            usage: Usage(promptTokens: 0, completionTokens: 0, isEstimate: true), finish: .stop, firstText: .zero,
            total: .zero, grounds: [ground(1, hostile, hostile, score: .infinity)])
        let field = try #require(answer.sources?.fields.first)
        for text in [field.name, field.value] {
            var isEscaped = false
            let rest = text.unicodeScalars.drop { $0 != " " && $0 != "“" }
            for scalar in rest {
                if "*_~`|<>[]()#@:".unicodeScalars.contains(scalar) { #expect(isEscaped, "\(scalar)") }
                isEscaped = scalar == "\\" && !isEscaped
                let category = scalar.properties.generalCategory
                #expect(category != .control && category != .format)
            }
        }
        #expect(field.value.hasPrefix("“"))
    }

    @Test(arguments: ["*", "a", "e\u{301}\u{301}\u{301}", "👩‍👩‍👧‍👦", "\u{FDFA}"])
    func `whatever it holds, Discord takes it`(_ character: String) throws {
        let long = String(repeating: character, count: 5_000)
        let answer = Answer(
            text: "", persona: "x", personaName: "X", model: "m",
            usage: Usage(promptTokens: 0, completionTokens: 0, isEstimate: true), finish: .stop, firstText: .zero,
            total: .zero, grounds: (1...5).map { ground($0, long, long, score: .nan) })
        let sources = try #require(answer.sources)
        #expect(sources.fields.count == 3 && sources.limitFaults.isEmpty)
    }
}
