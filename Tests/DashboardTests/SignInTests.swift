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

    @Test func `another address and another account are not locked`() {
        var limits = SignInLimits()
        for _ in 1...5 { #expect(limits.begin(account: "a", address: "1", at: start) == .mayTry) }
        #expect(limits.begin(account: "a", address: "1", at: start) == .locked(seconds: 900))
        #expect(limits.begin(account: "a", address: "2", at: start) == .mayTry)
        #expect(limits.begin(account: "b", address: "1", at: start) == .mayTry)
    }

    @Test func `success forgives`() {
        var limits = SignInLimits()
        for _ in 1...4 { _ = limits.begin(account: "a", address: "1", at: start) }
        limits.succeeded(account: "a", address: "1")
        for _ in 1...5 { #expect(limits.begin(account: "a", address: "1", at: start) == .mayTry) }
    }

    @Test func `a flood of addresses forgets the one that tried longest ago`() {
        var limits = SignInLimits()
        for _ in 1...5 { _ = limits.begin(account: "a", address: "old", at: start) }
        for number in 1..<SignInLimits.capacity {
            _ = limits.begin(account: "a", address: "\(number)", at: start + 1)
        }
        #expect(limits.begin(account: "a", address: "old", at: start + 1) != .mayTry)
        _ = limits.begin(account: "a", address: "one more", at: start + 2)
        #expect(limits.begin(account: "a", address: "old", at: start + 2) == .mayTry)
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
