import DiscordModel
import Testing

@testable import Bot

@Suite struct MentionNamesTests {
    private let names = MentionNames([
        .init(id: 1, names: ["Arby"]), .init(id: 2, names: ["Ann", "ann_x"]), .init(id: 3, names: ["Ann Lee"]),
        .init(id: 4, names: ["Zoë 🌊"]), .init(id: 5, names: ["Sam", "sam1"]), .init(id: 6, names: ["Sam", "sam2"]),
        .init(id: 7, names: ["everyone"]),
    ])

    @Test func `tags become names on the way in`() {
        #expect(names.incoming("so <@2> and <@!3>?") == "so @Ann and @Ann Lee?")
        #expect(names.incoming("<@99> left") == "@somebody left")
        #expect(
            names.incoming("<#8> <#9> <@&10>", labels: .init(channels: [8: "general"], roles: [10: "Crew"]))
                == "#general #some-channel @Crew")
        #expect(names.incoming("nice <:wave:123> <a:dance:456>") == "nice :wave: :dance:")
    }

    @Test func `the mention that only calls the bot goes, others of it stay`() {
        #expect(names.incoming("<@1> hello", own: 1) == "hello")
        #expect(names.incoming("<@!1> <@2> hello", own: 1) == "@Ann hello")
        #expect(names.incoming("I asked <@1>", own: 1) == "I asked @Arby")
        #expect(names.incoming("<@1>", own: 1) == "@Arby")
    }

    @Test(arguments: [
        "1 < 2 > 0", "<", "<@", "<@>", "<@x>", "<@-1>", "<t:1>", "a <@99999999999999999999999>", "<::1>x",
    ])
    func `what is no tag stays`(text: String) {
        #expect(names.incoming(text).hasPrefix(String(text.prefix(2))))
    }

    @Test func `names become tags on the way out, the longest first`() {
        #expect(names.outgoing("@Ann Lee and @ann!").text == "<@3> and <@2>!")
        #expect(names.outgoing("@Ann Lee and @ann and @ANN!").mentioned == [3, 2])
        #expect(names.outgoing("@zoë 🌊hi").text == "<@4>hi")
        #expect(names.outgoing("(@ann_x)").text == "(<@2>)")
    }

    @Test(arguments: [
        "@everyone", "@here", "@Crew", "@Sam", "@Annabel", "mail ann@ann.example", "x@Ann", "@ Ann", "`@Ann`",
        "``@Ann ` ``", "```\n@Ann\n```", "```\n@Ann", "@",
    ])
    func `nobody is called by these`(text: String) {
        let (out, mentioned) = names.outgoing(text)
        #expect(out == text)
        #expect(mentioned.isEmpty)
    }

    @Test func `a tag that the model wrote calls only people of this talk`() {
        #expect(names.outgoing("<@2> <@99> <@&2>").text == "<@2> <@99> <@&2>")
        #expect(names.outgoing("<@2> <@99> <@&2>").mentioned == [2])
    }

    @Test func `a name at the end of what is still being written waits`() {
        #expect(names.outgoing("hi @Ann", mayGoOn: true).text == "hi @Ann")
        #expect(names.outgoing("hi @Ann", mayGoOn: false).text == "hi <@2>")
        #expect(names.outgoing("hi @Ann and", mayGoOn: true).text == "hi <@2> and")
    }

    @Test func `code that is closed hides nothing behind it`() {
        #expect(names.outgoing("`x` @Ann `y").text == "`x` <@2> `y")
    }
}

@Suite struct LinkPolicyTests {
    @Test func `links that somebody gave may be shown, others not`() {
        var links = LinkPolicy(givenIn: ["look: https://Example.com/a/ and <https://b.example>"])
        #expect(!links.hasMadeUpLink("no link at all"))
        #expect(!links.hasMadeUpLink("see https://example.com/a."))
        #expect(!links.hasMadeUpLink("see [this](https://b.example/)"))
        #expect(links.hasMadeUpLink("see https://example.com/A"))
        #expect(links.hasMadeUpLink("https://example.com/a and **https://evil.example**"))
        #expect(links.hasMadeUpLink("> - [x](http://b.example)"))
        links.allow(linksIn: "a tool found https://evil.example")
        #expect(!links.hasMadeUpLink("https://example.com/a and **https://evil.example**"))
    }

    @Test func `the memory of links is bounded`() {
        var links = LinkPolicy()
        for number in 0..<(LinkPolicy.limit + 10) { links.allow(linksIn: "https://example.com/\(number)") }
        #expect(!links.hasMadeUpLink("https://example.com/\(LinkPolicy.limit - 1)"))
        #expect(links.hasMadeUpLink("https://example.com/\(LinkPolicy.limit)"))
    }
}
