import Testing

@Suite struct BlockTests {
    @Test(arguments: [
        ("nothing", "", ""),
        ("blank lines", "\n \n\t\n", ""),
        ("two paragraphs", "a\n\nb", "<p>a</p><p>b</p>"),
        ("heading 1", "# a", "<h1>a</h1>"),
        ("heading 3", "### a **b**", "<h3>a <b>b</b></h3>"),
        ("heading 4 does not exist", "#### a", "<p>#### a</p>"),
        ("heading without a blank", "#a", "<p>#a</p>"),
        ("heading without a text", "# ", "<p># </p>"),
        ("heading between lines", "a\n## b\nc", "<p>a</p><h2>b</h2><p>c</p>"),
        ("subtext", "-# a", "<small>a</small>"),
        ("quote", "> a\n> b\nc", "<q><p>a<br>b</p></q><p>c</p>"),
        ("quote with an empty line", "> a\n>\n> b", "<q><p>a</p><p>b</p></q>"),
        ("quote to the end", ">>> a\nb\n\nc", "<q><p>a<br>b</p><p>c</p></q>"),
        ("quotes do not nest", "> > a", "<q><p>> a</p></q>"),
        ("quote without a blank", ">a", "<p>>a</p>"),
        ("a lone quote mark", ">", "<p>></p>"),
        ("quote with a list", "> - a\n> - b", "<q><ul><li><p>a</p></li><li><p>b</p></li></ul></q>"),
        ("quote with a heading", "> # a", "<q><h1>a</h1></q>"),
        ("quote with code", "> ```\n> a\n> ```\nb", "<q><pre>a</pre></q><p>b</p>"),
        ("a table is text", "| a | b |\n|---|---|", "<p>| a | b |<br>|---|---|</p>"),
        ("a rule is text", "---", "<p>---</p>"),
    ])
    func `headings, quotes, paragraphs`(label: String, source: String, expected: String) {
        #expect(markup(source) == expected, "\(label)")
    }

    @Test(arguments: [
        ("bullets", "- a\n* b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("numbers", "3. a\n4. b", "<ol 3><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("after a line of text", "a:\n- b\nc", "<p>a:</p><ul><li><p>b</p></li></ul><p>c</p>"),
        ("blank lines between items", "1. a\n\n2. b", "<ol 1><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("nested", "- a\n  - b\n- c", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>"),
        ("nested by four", "- a\n    - b", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
        ("nested by a tab", "- a\n\t- b", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
        (
            "bullets in numbers", "1. a\n   - b\n2. c",
            "<ol 1><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ol>"
        ),
        (
            "three deep, then back", "- a\n  - b\n    - c\n- d",
            "<ul><li><p>a</p><ul><li><p>b</p><ul><li><p>c</p></li></ul></li></ul></li><li><p>d</p></li></ul>"
        ),
        ("another kind is another list", "- a\n1. b", "<ul><li><p>a</p></li></ul><ol 1><li><p>b</p></li></ol>"),
        ("more lines of an item", "- a\n  b", "<ul><li><p>a<br>b</p></li></ul>"),
        ("a paragraph inside an item", "- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("code inside an item", "- a\n  ```\n  b\n    c\n  ```", "<ul><li><p>a</p><pre>b\n  c</pre></li></ul>"),
        ("styles inside an item", "- **a**: b", "<ul><li><p><b>a</b>: b</p></li></ul>"),
        ("a star list is no italics", "* a* b", "<ul><li><p>a* b</p></li></ul>"),
        ("a number too long", "1234567890. a", "<p>1234567890. a</p>"),
        ("a decimal", "1.5 a", "<p>1.5 a</p>"),
        ("a dash without a blank", "-a", "<p>-a</p>"),
        ("a list ends at text", "- a\n\nb", "<ul><li><p>a</p></li></ul><p>b</p>"),
    ])
    func lists(label: String, source: String, expected: String) {
        #expect(markup(source) == expected, "\(label)")
    }

    @Test(arguments: [
        ("code", "```\na\n```", "<pre>a</pre>"),
        ("code with a language", "```swift\nlet a = 1\n```", "<pre swift>let a = 1</pre>"),
        ("a language with signs", "```c++\na\n```", "<pre c++>a</pre>"),
        ("an info string that is no language", "```let a = 1\nb\n```", "<pre>let a = 1\nb</pre>"),
        ("on one line", "```a b```", "<pre>a b</pre>"),
        ("closed at the end of a line", "```\na\nb```\nc", "<pre>a\nb</pre><p>c</p>"),
        ("text after the fence", "```\na\n``` b", "<pre>a</pre><p> b</p>"),
        ("never closed", "a\n```py\nb\n\n# c", "<p>a</p><pre py>b\n\n# c</pre>"),
        ("just begun", "```", "<pre></pre>"),
        ("markup inside", "```\n**a** <@1> # b\n```", "<pre>**a** <@1> # b</pre>"),
        ("a wider fence", "````\n```\na\n```\n````", "<pre>```\na\n```</pre>"),
        ("blank lines kept", "```\n\na\n\n```", "<pre>\na\n</pre>"),
        ("two in a row", "```\na\n```\n```\nb\n```", "<pre>a</pre><pre>b</pre>"),
        ("tildes are no fence", "~~~\na\n~~~", "<p>~~~<br>a<br>~~~</p>"),
        ("indented", "  ```\n  a\n    b\n  ```", "<pre>a\n  b</pre>"),
    ])
    func fences(label: String, source: String, expected: String) {
        #expect(markup(source) == expected, "\(label)")
    }
}
