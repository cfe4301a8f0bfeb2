import Testing

@testable import Companion

@Suite struct SourceKeyTests {
    /// The last three are from RFC 9923 and the hash's authors.
    @Test(arguments: [
        ("", "6c62272e07bb014262b821756295c58d"), ("a", "d228cb696f1a8caf78912b704e4a8964"),
        ("abc", "a68d622cec8b5822836dbc7977af7f3b"), ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
    ])
    func `contents have the hash that every machine gives them`(text: String, digits: String) {
        var hash = ContentHash()
        hash.add(text.utf8)
        #expect(hash.text == digits)
    }

    @Test func `parts are not run together`() {
        #expect(ContentHash.of("ab", "c").text != ContentHash.of("a", "bc").text)
        #expect(ContentHash.of("a", "").text != ContentHash.of("a").text)
    }

    @Test func `a key is one line to store`() {
        var keys = MessageKeys(.message, owner: "42")
        #expect(keys.key(for: .of("hi")).description == "message/42/\(ContentHash.of("hi").text).0")
        #expect(keys.key(for: .of("hi")).mark.hasSuffix(".1"))
        #expect(keys.key(for: .of("ho")).mark.hasSuffix(".0"))
    }
}
