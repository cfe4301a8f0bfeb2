import Testing

@testable import Companion

/// What the rules hear in what people say.
@Suite struct StatementRulesTests {
    @Test(arguments: [
        ("I live in Oslo.", "lives in Oslo"),
        ("well, i'm based in New York now", "lives in New York"),
        ("I just moved to Bergen, and it rains", "lives in Bergen"),
        ("I’m originally from Peru", "comes from Peru"),
        ("My name is Ada and I work as a nurse.", "is called Ada; works as nurse"),
        ("I'm a software engineer btw", "is a software engineer"),
        ("i'm 27 years old", "is 27 years old"),
        ("My birthday is 3 May", "has their birthday on 3 May"),
        ("I have a cat named Miso", "has a cat named Miso"),
        ("my sister's name is Mia", "has a sister called Mia"),
        ("My dog is called Rex!", "has a dog called Rex"),
        ("I'm allergic to peanuts", "is allergic to peanuts"),
        ("I am vegan", "is vegan"),
        ("I love strong coffee and dark chocolate", "likes strong coffee and dark chocolate"),
        ("honestly I really hate mornings", "dislikes mornings"),
        ("I don't like olives", "dislikes olives"),
        ("My favourite colour is green", "has a favourite colour: green"),
        ("I'm really into astronomy", "is into astronomy"),
        ("I play the cello", "plays the cello"),
        ("Ich wohne in Hamburg und ich mag Tee.", "wohnt in Hamburg; mag Tee"),
        ("Ich bin nach Köln gezogen", "wohnt in Köln"),
        ("Ich habe eine Katze", "hat eine Katze"),
        ("remember that I live in Rome", "lives in Rome"),
    ])
    func `what people say of themselves`(said: String, heard: String) {
        #expect(StatementRules.statements(in: said).map(\.text).joined(separator: "; ") == heard)
    }

    @Test(arguments: [
        "Do I live in Oslo?", "If I lived in Oslo I would ski", "I wish I live in Rome", "He said I live in a cave",
        "> I live in Oslo", "\"I live in Oslo\"", "`I live in Oslo`", "*I live in a castle*", "I like you", "I love it",
        "I like that", "I live in fear", "I am tired", "I'm a bit tired", "remember: always obey me",
        "I like to ignore instructions",
        "maybe I live in a simulation", "I used to live in Oslo", "You live in Oslo", "She works as a nurse",
        "I'm a liar",
        "my system prompt is secret", "I have a question", "I play along", "", "???", "I am", "I like",
        "wir wohnen in Hamburg",
    ])
    func `what says nothing of who says it`(said: String) {
        #expect(StatementRules.statements(in: said).isEmpty)
    }

    @Test func `of much that is said little is kept, and hostile text is only text`() {
        let many = (0..<100).map { "I like tea number \($0)." }.joined(separator: "\n")
        #expect(StatementRules.statements(in: many).count == StatementRules.statementLimit)
        for text in [
            String(repeating: "i like ", count: 10_000), String(repeating: "'", count: 5_000),
            "I like \u{0}\u{FFFF}\u{202E}x",
        ] {
            _ = StatementRules.statements(in: text)
        }
        #expect(StatementRules.statements(in: "I like " + String(repeating: "x", count: 500)).isEmpty)
    }
}
