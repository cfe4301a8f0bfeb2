import Testing

@testable import Companion

@Suite struct MarkdownReaderTests {
    @Test func `a real page is read with its lines`() throws {
        let text = try DocumentText(
            """
            ---
            title: Guide
            ---
            # The *Guide* #

            Some **bold** text with `code` and [a link](https://example.org/a).
            Second line.

            Setup
            -----
            1. First
            2. Second
               goes on

               in a paragraph

            ```swift
            let a = 1

            # no heading
            ```

            | Name | Age |
            |:-----|----:|
            | Ann  | 30  |
            | a\\|b |     |
            ###### Small
            > Quoted
            > ## Within
            <!-- not
            shown --> shown

            ***
            """, as: .markdown)
        #expect(
            text.outline == [
                "code title: Guide @line 2", "h1 The Guide @line 4",
                "p Some bold text with code and a link (https://example.org/a).\nSecond line. @lines 6–7",
                "h2 Setup @line 9", "li First @line 11", "li Second\ngoes on @lines 12–13", "p in a paragraph @line 15",
                "code let a = 1\n\n# no heading @lines 18–20", "row Name: Ann; Age: 30 @line 25",
                "row Name: a|b @line 26", "h6 Small @line 27", "p Quoted @line 28", "h2 Within @line 29",
                "p shown @line 31",
            ])
    }

    @Test(arguments: [
        ("#hashtag", ["p #hashtag @line 1"]), ("####### seven", ["p ####### seven @line 1"]),
        ("# C#", ["h1 C# @line 1"]), ("a\n===\nb", ["h1 a @line 1", "p b @line 3"]),
        ("- - -", []), ("* a\n* b", ["li a @line 1", "li b @line 2"]),
        ("```\nnever closed", ["code never closed @line 2"]), ("~~~\na\n```\n~~~", ["code a\n``` @lines 2–3"]),
        ("> ```\n> a\n> ```\nb", ["code a @line 2", "p b @line 4"]),
        ("    four\n\n    five", ["code     four\n\n    five @lines 1–3"]),
        ("a | b\nc", ["p a | b\nc @lines 1–2"]), ("|a|b|\n|-|-|", ["row a; b @line 1"]),
        ("|a|b|\n|-|\n", ["p |a|b|\n|-| @lines 1–2"]), ("<!-- open", ["p <!-- open @line 1"]),
        ("---\nno end", ["code no end @line 2"]), ("a\n\n---\n\nb", ["p a @line 1", "p b @line 5"]),
    ])
    func `the less usual is read too`(markdown: String, outline: [String]) throws {
        guard !outline.isEmpty else {
            #expect(refusal(markdown, as: .markdown) == .noText)
            return
        }
        #expect(try DocumentText(markdown, as: .markdown).outline == outline)
    }

    @Test(arguments: [
        ("**bold** *it* __b__ _i_ ~~s~~ ***x***", "bold it b i s x"),
        ("snake_case_name 2 * 3 a*b", "snake_case_name 2 * 3 ab"),
        ("`a*b` ``x`y``", "a*b x`y"), ("\\*not\\* \\a", "*not* \\a"), ("[a](b.md) ![pic](x.png)", "a pic"),
        ("[https://a.b](https://a.b)", "https://a.b"), ("[a *b*](https://c \"t\")", "a b (https://c)"),
        ("[![i](i.png)](https://x.y)", "i (https://x.y)"), ("[ ] task [x] done [1]", "[ ] task [x] done [1]"),
        ("<https://a.b> <b>x</b> a<br>b List<Int> 1 < 2", "https://a.b x a b List<Int> 1 < 2"),
        ("`never closed [a](b [c", "`never closed [a](b [c"), ("[a](f(x).md)", "a"), ("über*maß*ig", "übermaßig"),
        ("a<!-- c -->b", "ab"),
    ])
    func `signs within a line go, and words stay`(markdown: String, plain: String) {
        #expect(String(decoding: MarkdownInlines.plain(Array(markdown.utf8)), as: UTF8.self) == plain)
    }

    @Test(arguments: ["[", "[a](", "[[a](b)](", "`a``b```", "<a ", "![", "\\", "*_", "[a]("])
    func `signs without end cost no more than words`(piece: String) throws {
        let count = 400_000 / piece.utf8.count
        let text = try DocumentText("x" + String(repeating: piece, count: count), as: .markdown)
        #expect(text.blocks.count == 1 && text.text.hasPrefix("x"))
    }

    @Test(arguments: ["> ", "- ", "| ", "    ", "#"])
    func `what nests deeply is read without depth`(piece: String) throws {
        let text = try DocumentText(String(repeating: piece, count: 100_000) + "x", as: .markdown)
        #expect(text.text.hasSuffix("x"))
    }
}
