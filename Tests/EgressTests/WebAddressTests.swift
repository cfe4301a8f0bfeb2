import Testing

@testable import Egress

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("http://example.com", "http://example.com/"),
        ("HTTPS://Example.COM./A?b=C#d", "https://example.com/A?b=C"),
        ("https://example.com:443/", "https://example.com/"),
        ("http://example.com:443/", "http://example.com:443/"),
        ("https://a_b.example.com?x", "https://a_b.example.com/?x"),
        ("https://1.2.3.4/x", "https://1.2.3.4/x"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8:0:0:0:0:0:1]:8443/x"),
        ("https://example.com/ä%20\"b\"", "https://example.com/%C3%A4%20%22b%22"),
        ("https://example.com/a#\u{73F}b", "https://example.com/a"),
        ("https://example.com/@user:pass", "https://example.com/@user:pass"),
    ])
    func `reads as`(text: String, written: String) throws {
        let address = try WebAddress(text)
        #expect(address.description == written)
        #expect(try WebAddress(written) == address)
    }

    @Test(arguments: [
        "", "example.com", "//example.com", "ftp://example.com", "file:///etc/passwd", "gopher://example.com",
        "javascript:alert(1)", "data:image/png;base64,AAAA", "http:/example.com", "http:example.com", "http://",
        "http:///x", "http://:80/", "https://user@example.com", "https://user:pass@example.com",
        "https://@example.com", "https://example.com@127.0.0.1/", "https://example.com:pass@1.2.3.4",
        "http://example.com:0/", "http://example.com:65536/", "http://example.com:8a/", "http://example.com:/x",
        "http://example.com:-1/", "http://example.com:80:80/", "http://127.1/", "http://2130706433/",
        "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.0.0.0x1/", "http://[::1/",
        "http://::1/", "http://[::1]x/", "http://[fe80::1%25eth0]/", "http://[127.0.0.1]/", "http://[]/",
        "http://ex ample.com/", "http://example.com/a b", "http://example.com/\r\nHost: x", "http://example.com/\u{0}",
        "http://example.com\\@127.0.0.1/", "http://example.com/\\x", "http://exam%70le.com/", "http://ⓔxample.com/",
        "http://例え.jp/", "http://１２７.0.0.1/", "http://example..com/", "http://.example.com/", "http://-a.com/",
        "http://a-.com/", "http://example.com../", "http://localhost:80#@x:1/ ", " http://example.com/",
        "http://a.example\u{200B}/", "http://example.com/" + String(repeating: "x", count: 2_048),
        "http://" + String(repeating: "x", count: 64) + ".com/",
    ])
    func `is not followed`(text: String) {
        #expect(throws: EgressError.self) { try WebAddress(text) }
    }

    @Test(arguments: [
        ("/x", "https://a.example/x"), ("x", "https://a.example/b/x"), ("../x", "https://a.example/x"),
        ("../../../x", "https://a.example/x"), ("./", "https://a.example/b/"), ("?q", "https://a.example/b/c?q"),
        ("//b.example/y", "https://b.example/y"), ("https://b.example:8443/../y", "https://b.example:8443/../y"),
        ("", "https://a.example/b/c?d"), ("#e", "https://a.example/b/c?d"),
        ("x/..?a=/../b", "https://a.example/b/?a=/../b"),
    ])
    func `a redirect leads to`(location: String, written: String) throws {
        let base = try WebAddress("https://a.example/b/c?d")
        #expect(try base.following(location).description == written)
    }

    @Test(arguments: ["http://a.example/", "file:///etc/passwd", "//user@b.example/", "https://[::1", "a b", "x:y"])
    func `a redirect does not lead to`(location: String) throws {
        let base = try WebAddress("https://a.example/b/c?d")
        #expect(throws: EgressError.self) { try base.following(location) }
    }

    @Test func `what lies beside a server of this machine is an exception, beside others nothing is`() throws {
        let own = try #require(IPAddress("127.0.0.1"))
        #expect(EgressRules(besides: "http://127.0.0.1:4000/api/v10").allow([own], port: 4000))
        #expect(EgressRules(besides: "http://localhost:4000").allow([own], port: 4000))
        #expect(!EgressRules(besides: "http://127.0.0.1:4000").allow([own], port: 4001))
        for elsewhere in ["https://discord.com/api/v10", "http://10.0.0.1:4000", "nonsense"] {
            #expect(EgressRules(besides: elsewhere).exceptions.isEmpty)
        }
    }

    @Test func `one bad address of a name spoils it`() throws {
        let rules = EgressRules()
        let (good, bad) = (try #require(IPAddress("8.8.8.8")), try #require(IPAddress("10.0.0.1")))
        #expect(rules.allow([good], port: 443))
        #expect(!rules.allow([good, bad], port: 443))
        #expect(!rules.allow([good], port: 8080))
        #expect(!rules.allow([], port: 443))
    }
}
