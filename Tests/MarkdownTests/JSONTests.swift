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
    func `a document is an array of blocks`(source: String, expected: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(MarkdownDocument(parsing: source))
        #expect(String(decoding: json, as: UTF8.self) == expected)
    }
}
