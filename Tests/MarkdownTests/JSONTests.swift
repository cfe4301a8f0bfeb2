import Foundation
import Markdown
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        ("a", #"[{"inlines":["a"],"type":"paragraph"}]"#),
        (
            "# a\nb\nc",
            #"[{"inlines":["a"],"level":1,"type":"heading"},{"inlines":["b",{"type":"break"},"c"],"type":"paragraph"}]"#
        ),
        ("-# a", #"[{"inlines":["a"],"type":"subtext"}]"#),
        ("2. a", #"[{"items":[[{"inlines":["a"],"type":"paragraph"}]],"start":2,"type":"list"}]"#),
        (
            "- a\n- b",
            #"[{"items":[[{"inlines":["a"],"type":"paragraph"}],[{"inlines":["b"],"type":"paragraph"}]],"type":"list"}]"#
        ),
        ("```\na\n```", #"[{"text":"a","type":"code"}]"#),
        ("", "[]"),
        ("- a", #"[{"items":[[{"inlines":["a"],"type":"paragraph"}]],"type":"list"}]"#),
        ("> a", #"[{"blocks":[{"inlines":["a"],"type":"paragraph"}],"type":"quote"}]"#),
        ("```js\na\n```", #"[{"language":"js","text":"a","type":"code"}]"#),
        (
            "||*a*||",
            #"[{"inlines":[{"inlines":[{"inlines":["a"],"type":"italic"}],"type":"spoiler"}],"type":"paragraph"}]"#
        ),
        ("`a`", #"[{"inlines":[{"text":"a","type":"code"}],"type":"paragraph"}]"#),
        ("[a](http://b)", #"[{"inlines":[{"inlines":["a"],"type":"link","url":"http://b"}],"type":"paragraph"}]"#),
        (
            "<@1><@&2><#3></p:4>",
            #"[{"inlines":[{"id":"1","type":"user"},{"id":"2","type":"role"},{"id":"3","type":"channel"},"#
                + #"{"id":"4","name":"p","type":"command"}],"type":"paragraph"}]"#
        ),
        (
            "<a:b:1><t:5:R>",
            #"[{"inlines":[{"animated":true,"id":"1","name":"b","type":"emoji"},{"seconds":5,"style":"R","type":"time"}],"type":"paragraph"}]"#
        ),
    ])
    func `a document is an array of blocks`(source: String, expected: String) {
        var json: [UInt8] = []
        MarkdownDocument(parsing: source).writeJSON(into: &json)
        #expect(String(decoding: json, as: UTF8.self) == expected)
    }

    @Test func `text is quoted as JSON wants it`() throws {
        let text = "a\"b\\\\c/\u{1}\u{8}\t\u{C}\u{1F}\u{7F} é \u{2028}😀"
        var json: [UInt8] = []
        MarkdownDocument(parsing: text + "\n{}").writeJSON(into: &json)
        let blocks = try JSONSerialization.jsonObject(with: Data(json)) as? [[String: Any]]
        let inlines = try #require(blocks?.first?["inlines"] as? [Any])
        #expect(inlines.first as? String == text.replacing("\\\\", with: "\\"))
        #expect(inlines.last as? String == "{}")
    }
}
