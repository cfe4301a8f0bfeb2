import Testing

@testable import Dashboard

@Suite struct HostRuleTests {
    private let rule = HostRule(hostNames: ["Home.Example"])

    @Test(arguments: [
        "localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.8.9.1", "[::1]", "[::1]:8080", "home.example:443",
    ])
    func `our own names`(authority: String) { #expect(rule.allows(authority: authority)) }

    @Test(arguments: [
        "", ":", ":80", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1.nip.io",
        "127.1", "127.0.0.256", "0.0.0.0", "[::1", "[::1]x", "[::2]", "localhost:x", "localhost:99999",
        "localhost:80:80",
        "a@localhost", "home.example.evil.example",
    ])
    func `names of others`(authority: String) { #expect(!rule.allows(authority: authority)) }

    @Test func `no name at all`() { #expect(!rule.allows(authority: nil)) }

    @Test(
        arguments: [
            (nil, nil, true), ("http://localhost:80", nil, true), ("https://LOCALHOST:80", "same-origin", true),
            ("http://localhost:81", nil, false), ("http://evil.example", nil, false), ("null", nil, false),
            ("", nil, false), ("ftp://localhost:80", nil, false), (nil, "cross-site", false), (nil, "none", true),
            ("http://localhost:80", "cross-site", false),
        ] as [(String?, String?, Bool)])
    func `changes come from our own page`(origin: String?, site: String?, isOwn: Bool) {
        #expect(rule.isOwnPage(origin: origin, fetchSite: site, authority: "localhost:80") == isOwn)
    }
}
