import Testing

@testable import Companion

@Suite struct HTMLReaderTests {
    @Test func `a real page is read as people see it`() throws {
        let text = try DocumentText(
            """
            <!DOCTYPE html>
            <html><head><title>The &quot;Guide&quot;
             Online</title><style>p { color: red }</style>
            <script>if (a < b && c > d) { document.write("<p>not shown</p>") }</script></head>
            <body><nav><ul><li>Home<li>About</ul></nav>
            <!-- a comment > with <p>tags</p> -->
            <h1 class="a > b">Guide</h1>
            <p>Some <b>bo</b>ld &amp; brave<br>words &ndash; caf&eacute; &#x1F600;&#8364;&nbsp;5.
            <h2>Lists</h2>
            <ul><li>One</li><li><p>Two</p></li></ul>
            <pre><code>let a = 1 &lt; 2
                indented</code></pre>
            <table><tr><th>Name</th><th>Age</th></tr><tr><td>Ann</td><td><p>30</p><p>years</p></td></tr></table>
            <footer>Bye</footer></body></html>
            """, as: .html)
        #expect(text.title == "The \"Guide\" Online")
        #expect(
            text.outline == [
                "h1 Guide", "p Some bold & brave\nwords – café 😀€ 5.", "h2 Lists", "li One", "li Two",
                "code let a = 1 < 2\n    indented", "row Name: Ann; Age: 30 years", "p Bye",
            ])
    }

    @Test(arguments: [
        ("<p>a<p>b", ["p a", "p b"]), ("a < b <3 x", ["p a < b <3 x"]), ("</p>a</div></b>", ["p a"]),
        ("<ul><li>a<li>b</ul>c", ["li a", "li b", "p c"]), ("<p>a<script>x", ["p a"]),
        ("<nav>menu <p>text", ["p menu", "p text"]),
        ("a<!-- open", ["p a"]), ("a<!-->b<!--->c", ["p abc"]), ("<a href='x>y'>z</a>", ["p z"]),
        ("<a href=x>y</a>", ["p y"]), ("a<b", ["p a"]), ("<P>A</P><H3>B", ["p A", "h3 B"]),
        ("<table><tr><td>layout</table>", ["p layout"]), ("<table><tr><th>A<th>B</table>", ["row A; B"]),
        ("<tr><td>a<td>b<tr><td>c<td>d", ["row a; b", "row c; d"]),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table>", ["row a", "row b; c"]),
        ("<svg><text>x</text></svg>a", ["p a"]), ("<template>x</template><p>a", ["p a"]),
        ("<h1>a<p>b</h1>c", ["h1 a", "h1 b", "p c"]), ("<pre>a\n\n  b</pre>", ["code a\n\n  b"]),
        ("<?php x ?>a<![CDATA[b]]>", ["p a"]), ("<script>var a='</scripty>'</SCRIPT >a", ["p a"]),
        ("<dl><dt>T<dd>D</dl>", ["li T", "li D"]), ("<textarea><b>x", ["p x"]),
    ])
    func `broken and unusual markup is survived`(html: String, outline: [String]) throws {
        #expect(try DocumentText(html, as: .html).outline == outline)
    }

    @Test(arguments: [
        ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"), ("&auml;&Ouml;&szlig;&yuml;", "äÖßÿ"), ("&alpha;&Omega;", "αΩ"),
        ("&#65;&#x42;&#X43;", "ABC"), ("&#128;&#150;", "€–"),
        ("&unknown; &amp &; &#; &#x; &#xZ;", "&unknown; &amp &; &#; &#x; &#xZ;"),
        ("a&shy;b&#173;c", "abc"), ("&#xD800;&#x110000;&#0;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("&#99999999999;", "&#99999999999;"),
        ("&amp;amp;", "&amp;"), ("&", "&"), ("&#1;&#7;x", "x"),
    ])
    func `entities are resolved once`(html: String, expected: String) throws {
        var plain: [UInt8] = []
        HTMLEntities.append(Array(html.utf8)[...], to: &plain)
        #expect(String(decoding: plain, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        "<b>", "<div>", "<li>", "<table><tr><td>", "<nav>", "<h1>", "<svg>", "<!-- ", "<p", "</", "<pre>", "<a b=\"",
    ])
    func `100,000 open tags are survived`(tag: String) throws {
        let page = "<p>first</p>" + String(repeating: tag, count: 100_000) + "x"
        #expect(try DocumentText(page, as: .html).text.hasPrefix("first"))
    }

    @Test func `a page of nothing but tags has no text`() {
        #expect(refusal(String(repeating: "<i></i>", count: 10_000), as: .html) == .noText)
        #expect(refusal("<script>words</script>", as: .html) == .noText)
    }

    @Test func `more tags than any page has are refused`() {
        let tags = String(repeating: "<b>", count: DocumentLimits.tagCount)
        #expect(refusal(tags, as: .html) == .noText)
        #expect(refusal(tags + "<b>", as: .html) == .tooManyParts)
    }
}
