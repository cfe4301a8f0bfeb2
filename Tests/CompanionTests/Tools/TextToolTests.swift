import Inference
import Testing

@testable import Companion

@Suite struct TextToolTests {
    @Test(
        arguments: [
            ("count_words", ["text": "Two words"], "2 words"),
            ("count_words", ["text": "  don't   stop — well-known\nnow "], "4 words"),
            ("count_words", ["text": ""], "0 words"),
            ("count_words", ["text": "! ? 🎉"], "0 words"),
            ("count_words", ["text": "one"], "1 word"),
            ("count_words", ["text": "我喜欢茶"], "4 words"),
            ("count_words", ["text": "über café naïve 42"], "4 words"),
            ("count_characters", ["text": "abc def"], "7 characters"),
            ("count_characters", ["text": "abc def", "include_spaces": false], "6 characters"),
            ("count_characters", ["text": "abc def", "include_spaces": "no"], "6 characters"),
            ("count_characters", ["text": "👨‍👩‍👧‍👦"], "1 character"),
            ("count_characters", ["text": "e\u{301}🇩🇪"], "2 characters"),
        ] as [(String, JSONValue, String)])
    func `texts are counted as people count`(name: String, arguments: JSONValue, result: String) async throws {
        #expect(try await ToolBench.result(name, arguments) == result)
    }

    @Test(arguments: [
        "https://example.com", "http://example.com/a?b=c#d", "https://sub.example.co.uk:8443/x", "HTTPS://EXAMPLE.COM",
        "http://localhost:8080/", "http://127.0.0.1/", "http://[::1]:80/", "https://münchen.de/käse", "https://a-b.io",
    ])
    func `good addresses are valid`(url: String) async throws {
        #expect(try await ToolBench.result("validate_url", ["url": .string(url)]).contains(" is a valid URL"))
    }

    @Test(arguments: [
        "", "example.com", "ftp://example.com", "javascript:alert(1)", "https://", "https://nodots", "https://a..b",
        "https://-a.com", "https://exa mple.com", "https://example.com:99999", "https://example.com:0",
        "https://user@example.com",
        "https://1.2.3", "https://1.2.3.999", "http://[zz]/", "https://a.com:", "https://a_b.com",
        "https://example.com/" + String(repeating: "a", count: 2100),
    ])
    func `bad addresses are not`(url: String) async throws {
        #expect(try await ToolBench.result("validate_url", ["url": .string(url)]).contains("is not a valid URL"))
    }

    @Test(arguments: ["a@b.co", "first.last+tag@sub.example.org", "o'neil@example.com", "müller@münchen.de"])
    func `good mail addresses are valid`(email: String) {
        #expect(ValidateEmail.isValid(email))
    }

    @Test(arguments: [
        "", "a", "@b.co", "a@", "a@b", "a b@c.de", ".a@b.co", "a.@b.co", "a..b@c.de", "a@b..co", "a@-b.co", "a@@b.co",
        "a@b.c_d",
        "a@1.2.3", "\"a\"@b.co", String(repeating: "a", count: 65) + "@b.co",
        "a@" + String(repeating: "b.", count: 130) + "co",
    ])
    func `bad mail addresses are not`(email: String) {
        #expect(!ValidateEmail.isValid(email))
    }

    @Test func `the answer about a mail address is a sentence`() async throws {
        #expect(
            try await ToolBench.result("validate_email", ["email": " a@b.co "])
                == "a@b.co is a valid email address (its form; nothing was sent)")
        #expect(try await ToolBench.result("validate_email", ["email": "a"]) == "a is not a valid email address")
    }
}
