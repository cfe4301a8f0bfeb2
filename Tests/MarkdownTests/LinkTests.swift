import Testing

@Suite struct LinkTests {
    @Test(arguments: [
        ("bare", "see https://a.com/b now", "see <a https://a.com/b>https://a.com/b</a> now"),
        ("bare, upper case", "HTTP://A.com", "<a HTTP://A.com>HTTP://A.com</a>"),
        ("end of a sentence", "https://a.com.", "<a https://a.com>https://a.com</a>."),
        ("in parentheses", "(https://a.com)", "(<a https://a.com>https://a.com</a>)"),
        ("parentheses of its own", "https://a.com/b_(c)", "<a https://a.com/b_(c)>https://a.com/b_(c)</a>"),
        ("in bold", "**https://a.com**", "<b><a https://a.com>https://a.com</a></b>"),
        ("in italics", "_https://a.com_", "<i><a https://a.com>https://a.com</a></i>"),
        ("in a spoiler", "||https://a.com||", "<spoiler><a https://a.com>https://a.com</a></spoiler>"),
        ("underscores inside", "https://a.com/_b_/c", "<a https://a.com/_b_/c>https://a.com/_b_/c</a>"),
        ("in angle brackets", "<https://a.com/?b=1>", "<a https://a.com/?b=1>https://a.com/?b=1</a>"),
        ("angle brackets with a blank", "<https://a b>", "<<a https://a>https://a</a> b>"),
        ("glued to a word", "xhttps://a.com", "xhttps://a.com"),
        ("no host", "https:// a", "https:// a"),
        ("not a scheme", "hello http", "hello http"),
    ])
    func bare(label: String, source: String, expected: String) {
        #expect(markup(source) == "<p>\(expected)</p>", "\(label)")
    }

    @Test(arguments: [
        ("labelled", "[a](https://b.com)", "<a https://b.com>a</a>"),
        ("styled label", "[**a** b](https://b.com)", "<a https://b.com><b>a</b> b</a>"),
        ("inside bold", "**[a](https://b.com)**", "<b><a https://b.com>a</a></b>"),
        ("address in angle brackets", "[a](<https://b.com>)", "<a https://b.com>a</a>"),
        ("with a title", "[a](https://b.com \"c d\")", "<a https://b.com>a</a>"),
        ("parentheses in the address", "[a](https://b.com/c_(d))", "<a https://b.com/c_(d)>a</a>"),
        ("two in a row", "[a](http://b) [c](http://d)", "<a http://b>a</a> <a http://d>c</a>"),
        ("brackets before a link", "[a] [b](http://c)", "[a] <a http://c>b</a>"),
        ("a label that is the address", "[http://a](http://a)", "<a http://a>http://a</a>"),
        ("a label that pretends", "[http://a](http://b)", "[<a http://a>http://a</a>](<a http://b>http://b</a>)"),
        (
            "a styled label that pretends", "[**http://a**](http://b)",
            "[<b><a http://a>http://a</a></b>](<a http://b>http://b</a>)"
        ),
        (
            "a label of code that pretends", "[`https://a`](http://b)",
            "[<code>https://a</code>](<a http://b>http://b</a>)"
        ),
        ("an escaped label that pretends", "[https\\://a](http://b)", "[https://a](<a http://b>http://b</a>)"),
        (
            "a label that pretends in pieces", "[**https:**`//a`](http://b)",
            "[<b>https:</b><code>//a</code>](<a http://b>http://b</a>)"
        ),
        ("a label without a scheme that pretends", "[ (WWW.a](http://b)", "[ (WWW.a](<a http://b>http://b</a>)"),
        ("a label that is the beginning", "[www.a](http://www.a.b)", "[www.a](<a http://www.a.b>http://www.a.b</a>)"),
        ("a label without the scheme", "[www.a.b](https://www.a.b/)", "<a https://www.a.b/>www.a.b</a>"),
        ("a label of code that is the address", "[`http://a`](http://a)", "<a http://a><code>http://a</code></a>"),
        ("a label that speaks of an address", "[see www.a](http://b)", "<a http://b>see www.a</a>"),
        ("empty label", "[](http://a)", "[](<a http://a>http://a</a>)"),
        ("mark left open in a label", "[a **b](http://c)", "<a http://c>a **b</a>"),
        ("footnote", "so [1] and [2]", "so [1] and [2]"),
        ("a task", "[x] done", "[x] done"),
        ("unclosed", "[a](http://b", "[a](<a http://b>http://b</a>"),
        ("a blank in the address", "[a](http://b c)", "[a](<a http://b>http://b</a> c)"),
    ])
    func labelled(label: String, source: String, expected: String) {
        #expect(markup(source) == "<p>\(expected)</p>", "\(label)")
    }

    @Test(arguments: [
        "[a](javascript:alert(1))", "[a](JavaScript:alert(1))", "[a](data:text/html,b)", "[a](//b.com)", "[a](/b)",
        "[a](vbscript:b)", "[a]( javascript:b)", "[a](java\tscript:b)", "<javascript:alert(1)>", "javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=", "file:///etc/passwd", "[a](file:///etc/passwd)", "[a](ftp://b.com)",
        "[a](\u{1}https:b)", "[a](https:b)",
    ])
    func `only http and https become links`(source: String) {
        #expect(markup(source) == "<p>\(source)</p>")
    }

    @Test func `an address of endless length is text`() {
        let long = "https://a.com/" + String(repeating: "b", count: 3_000)
        #expect(markup(long) == "<p>\(long)</p>")
    }
}
