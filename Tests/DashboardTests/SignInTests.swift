import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing

@testable import Dashboard

@Suite struct SignInTests {
    @Test func `the first password is told once and opens the page`() async throws {
        let house = try await House()
        #expect(house.password.count == 23)
        #expect(try await house.accounts.ensureOperator() == nil)
        try await house.test { client in
            let visitor = try await house.signIn(client)
            let page = try await client.get("/", visitor.headers)
            #expect(page.status == .ok)
            #expect(page.text.contains(visitor.pageToken))
        }
    }

    @Test func `the cookie is out of reach for scripts and other sites`() async throws {
        let house = try await House()
        try await house.test { client in
            let response = try await client.post(
                "/api/session", #"{"name":"operator","password":"\#(house.password)"}"#)
            let cookie = try #require(response.headers[.setCookie])
            for part in ["HttpOnly", "SameSite=Strict", "Path=/"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Secure"))
            #expect(try #require(Visitor(response)).cookie.count == 43)
        }
        #expect(SessionCookie(isSecure: true).field(for: "x").hasPrefix("__Host-acore_session=x; "))
        #expect(SessionCookie(isSecure: true).field(for: "x").hasSuffix("; Secure"))
    }

    @Test func `a wrong password and a wrong name are told alike`() async throws {
        let house = try await House()
        try await house.test { client in
            let password = try await client.post("/api/session", #"{"name":"operator","password":"x"}"#)
            let name = try await client.post("/api/session", #"{"name":"nobody","password":"x"}"#)
            #expect(password.status == .unauthorized)
            #expect(name.status == .unauthorized)
            #expect(password.text == name.text)
        }
    }

    @Test func `after five wrong tries even the right password waits a quarter of an hour`() async throws {
        let house = try await House()
        try await house.test { client in
            let right = #"{"name":"operator","password":"\#(house.password)"}"#
            for _ in 1...5 {
                #expect(
                    try await client.post("/api/session", #"{"name":"operator","password":"x"}"#).status
                        == .unauthorized)
            }
            let locked = try await client.post("/api/session", right)
            #expect(locked.status == .tooManyRequests)
            #expect(locked.headers[.retryAfter] == "900")
            house.time.pass(899)
            #expect(try await client.post("/api/session", right).status == .tooManyRequests)
            house.time.pass(1)
            #expect(try await client.post("/api/session", right).status == .noContent)
        }
    }

    @Test func `names that somebody makes up open no more tries`() async throws {
        let house = try await House()
        try await house.test { client in
            for number in 1...5 {
                let response = try await client.post("/api/session", #"{"name":"x\#(number)","password":"x"}"#)
                #expect(response.status == .unauthorized)
            }
            #expect(
                try await client.post("/api/session", #"{"name":"operator","password":"x"}"#).status == .tooManyRequests
            )
        }
    }

    @Test func `signing in as often as one likes locks nobody out`() async throws {
        let house = try await House()
        try await house.test { client in
            for _ in 1...8 { _ = try await house.signIn(client) }
        }
    }

    @Test func `a link on another site leads to the page, not to an error`() async throws {
        let house = try await House()
        try await house.test { client in
            let elsewhere: HTTPFields = [.secFetchSite: "cross-site"]
            let page = try await client.get("/?c=abc", elsewhere)
            #expect(page.status == .seeOther)
            #expect(page.headers[.location] == "/sign-in?c=abc")
            // Without a cookie, as such a link comes: the page asks again by itself.
            let door = try await client.get("/sign-in?c=%22%3E&d=1", elsewhere)
            #expect(door.status == .ok)
            #expect(door.text.contains(#"http-equiv="refresh" content="0; url=/?c=%22%3E&amp;d=1">"#))
            #expect(try await client.get("/sign-in").text.contains("refresh") == false)
            let visitor = try await house.signIn(client)
            let back = try await client.get("/sign-in?c=abc", visitor.headers)
            #expect(back.headers[.location] == "/?c=abc")
        }
    }

    @Test func `a session that somebody planted is never taken over`() async throws {
        let house = try await House()
        try await house.test { client in
            let planted = Token.make()
            let visitor = try await house.signIn(client, cookie: planted)
            #expect(visitor.cookie != planted)
            #expect(try await client.get("/", [.cookie: "acore_session=\(planted)"]).status == .seeOther)
        }
    }

    @Test func `signing in again replaces the browser's session`() async throws {
        let house = try await House()
        try await house.test { client in
            let first = try await house.signIn(client)
            let second = try await house.signIn(client, cookie: first.cookie)
            #expect(try await client.get("/", first.headers).status == .seeOther)
            #expect(try await client.get("/", second.headers).status == .ok)
        }
    }

    @Test func `twelve hours without a request end a session, use prolongs it`() async throws {
        let house = try await House()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            for _ in 1...3 {
                house.time.pass(11 * 3600)
                #expect(try await client.get("/", visitor.headers).status == .ok)
            }
            house.time.pass(12 * 3600)
            #expect(try await client.get("/", visitor.headers).status == .seeOther)
        }
    }

    @Test func `thirty days end a session however much it is used`() async throws {
        let house = try await House()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            for _ in 1...65 {
                house.time.pass(11 * 3600)
                #expect(try await client.get("/", visitor.headers).status == .ok)
            }
            house.time.pass(6 * 3600)
            #expect(try await client.get("/", visitor.headers).status == .seeOther)
        }
    }

    @Test func `a restart signs nobody out`() async throws {
        let house = try await House()
        let restarted = try await House(database: house.database)
        try await house.test { client in
            let visitor = try await house.signIn(client)
            try await restarted.test { client in
                let page = try await client.get("/", visitor.headers)
                #expect(page.status == .ok)
            }
        }
    }

    @Test func `signing out ends the session, not only the cookie`() async throws {
        let house = try await House()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            let response = try await client.send(.delete, "/api/session", "", visitor.headers)
            #expect(response.status == .noContent)
            #expect(response.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await client.get("/", visitor.headers).status == .seeOther)
        }
    }

    @Test func `a new password signs every other browser out`() async throws {
        let house = try await House()
        try await house.test { client in
            let other = try await house.signIn(client)
            let visitor = try await house.signIn(client)
            let wrong = #"{"current":"wrong","new":"a long new password"}"#
            #expect(try await client.send(.put, "/api/password", wrong, visitor.headers).status == .forbidden)
            let short = #"{"current":"\#(house.password)","new":"short"}"#
            #expect(try await client.send(.put, "/api/password", short, visitor.headers).status == .badRequest)
            let right = #"{"current":"\#(house.password)","new":"a long new password"}"#
            let response = try await client.send(.put, "/api/password", right, visitor.headers)
            #expect(response.status == .noContent)
            let renewed = try #require(Visitor(response))
            #expect(try await client.get("/", renewed.headers).status == .ok)
            #expect(try await client.get("/", visitor.headers).status == .seeOther)
            #expect(try await client.get("/", other.headers).status == .seeOther)
            #expect(
                try await client.post("/api/session", #"{"name":"operator","password":"a long new password"}"#).status
                    == .noContent)
        }
    }

    @Test func `a reset password signs everybody out`() async throws {
        let house = try await House()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            let password = try await house.accounts.resetPassword()
            #expect(password != house.password)
            #expect(try await client.get("/", visitor.headers).status == .seeOther)
            #expect(
                try await client.post("/api/session", #"{"name":"operator","password":"\#(password)"}"#).status
                    == .noContent)
        }
    }

    @Test func `passwords and session values are not in the database`() async throws {
        let house = try await House()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            let stored = try await house.database.read { sql in
                let users = try sql.rows("SELECT password AS value FROM web_user")
                let sessions = try sql.rows("SELECT id AS value FROM web_session")
                return try (users + sessions).map { try $0.text("value") }
            }
            #expect(stored.count == 2)
            for value in stored {
                #expect(!value.contains(house.password))
                #expect(!value.contains(visitor.cookie))
            }
        }
    }

    @Test func `whoever is signed in goes past the door`() async throws {
        let house = try await House()
        try await house.test { client in
            #expect(try await client.get("/sign-in").status == .ok)
            let visitor = try await house.signIn(client)
            #expect(try await client.get("/sign-in", visitor.headers).status == .seeOther)
        }
    }
}

@Suite struct SignInLimitsTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func address(_ text: String) throws -> CallerAddress { try #require(CallerAddress(text)) }

    @Test func `another address is not locked`() throws {
        var limits = SignInLimits()
        let (one, other) = (try address("192.0.2.1"), try address("192.0.2.2"))
        for _ in 1...5 { #expect(limits.begin(from: one, at: start) == .mayTry) }
        #expect(limits.begin(from: one, at: start) == .locked(seconds: 900))
        #expect(limits.begin(from: other, at: start) == .mayTry)
    }

    @Test func `what is forgiven does not count, and nothing else is forgiven`() throws {
        var limits = SignInLimits()
        let one = try address("192.0.2.1")
        for second in 0..<4 { #expect(limits.begin(from: one, at: start + Double(second)) == .mayTry) }
        for second in 4..<9 {
            #expect(limits.begin(from: one, at: start + Double(second)) == .mayTry)
            limits.forgive(one, begunAt: start + Double(second))
        }
        #expect(limits.begin(from: one, at: start + 9) == .mayTry)
        #expect(limits.begin(from: one, at: start + 9) != .mayTry)
    }

    @Test func `a flood of addresses forgets the one that tried longest ago`() throws {
        var limits = SignInLimits()
        let old = try address("192.0.2.1")
        for _ in 1...5 { _ = limits.begin(from: old, at: start) }
        for number in 1..<SignInLimits.capacity {
            _ = limits.begin(from: try address("10.0.\(number / 256).\(number % 256)"), at: start + 1)
        }
        #expect(limits.begin(from: old, at: start + 1) != .mayTry)
        _ = limits.begin(from: try address("10.1.0.0"), at: start + 2)
        #expect(limits.begin(from: old, at: start + 2) == .mayTry)
    }
}

@Suite struct CallerAddressTests {
    @Test func `one household of IPv6 is one address`() {
        #expect(CallerAddress("2001:db8:1:2::1") == CallerAddress("2001:db8:1:2:ffff:ffff:ffff:ffff"))
        #expect(CallerAddress("2001:db8:1:2::1") != CallerAddress("2001:db8:1:3::1"))
        #expect(CallerAddress("::ffff:192.0.2.7") == CallerAddress("192.0.2.7"))
        #expect(CallerAddress("192.0.2.7") != CallerAddress("192.0.2.8"))
        #expect(CallerAddress("2001:db8:1:2::1")?.description == "20010db800010002/64")
        #expect(CallerAddress("192.0.2.7")?.description == "192.0.2.7")
    }

    @Test(arguments: ["", "x", "1.2.3", "1.2.3.4:80", "1.2.3.4 ", "::1%lo", String(repeating: "1", count: 10_000)])
    func `what is no address is none`(text: String) { #expect(CallerAddress(text) == nil) }

    @Test(arguments: ["127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.9.9", "192.168.1.1", "::1", "fd00::1", "fe80::1"])
    func `a proxy that is near is believed, as far as it names an address`(proxy: String) {
        #expect(CallerAddress(peer: proxy, forwarded: "evil, 192.0.2.7") == CallerAddress("192.0.2.7"))
        #expect(CallerAddress(peer: proxy, forwarded: "192.0.2.7, \(UUID())") == CallerAddress(proxy))
        #expect(CallerAddress(peer: proxy, forwarded: nil) == CallerAddress(proxy))
    }

    @Test(arguments: ["8.8.8.8", "172.32.0.1", "192.169.0.1", "2001:db8::1", "11.0.0.1"])
    func `who is far is not`(peer: String) {
        #expect(CallerAddress(peer: peer, forwarded: "192.0.2.7") == CallerAddress(peer))
    }

    @Test func `without an address all are one`() {
        #expect(CallerAddress(peer: nil, forwarded: "192.0.2.7") == .unknown)
    }
}

@Suite struct PasswordHashTests {
    /// RFC 7914, section 12.
    @Test func `scrypt gives the RFC's result`() throws {
        let cost = PasswordCost(logRounds: 10, blockSize: 8, parallelism: 16)
        let hash = try PasswordHash(of: "password", cost: cost, salt: Array("NaCl".utf8))
        #expect(
            hash.key.map { String(format: "%02x", $0) }.joined().hasPrefix("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cb"))
    }

    @Test func `a hash reads back and knows its password only`() throws {
        let hash = try PasswordHash(of: "open", cost: .trifling)
        let read = try #require(PasswordHash(parsing: hash.text))
        #expect(read == hash)
        #expect(try read.matches("open"))
        #expect(try !read.matches("close"))
        #expect(try PasswordHash(of: "open", cost: .trifling).text != hash.text)
    }

    @Test(arguments: [
        "", "$scrypt$", "$scrypt$ln=4,r=1,p=1$$", "$argon2$ln=4,r=1,p=1$AAAA$AAAA",
        "$scrypt$ln=40,r=8,p=1$AAAA$\(String(repeating: "A", count: 43))=",
        "$scrypt$ln=-1,r=8,p=1$AAAA$\(String(repeating: "A", count: 43))=",
        "$scrypt$ln=4,r=1,p=1,x=1$AAAA$\(String(repeating: "A", count: 43))=",
    ])
    func `what is no hash of ours, or too costly, is none`(text: String) {
        #expect(PasswordHash(parsing: text) == nil)
    }
}
