import Foundation
import HTTPTypes
import HummingbirdTesting
import Inference
import NIOCore
import Synchronization
import Testing

@testable import Dashboard

@Suite struct StatusTests {
    @Test func `health says ok or loading and nothing else, to anybody`() async throws {
        let ready = Mutex(false)
        let status = LiveStatus(
            isReady: { ready.withLock { $0 } }, snapshot: { LiveStatus.snapshot }, metrics: { "" })
        try await House(status: status).test { client in
            let loading = try await client.get("/health").json
            #expect(loading == ["status": "loading"])
            ready.withLock { $0 = true }
            let ok = try await client.get("/health").json
            #expect(ok == ["status": "ok"])
        }
    }

    @Test func `the status names every engine and what it does`() async throws {
        let house = try await House()
        try await house.test { client in
            let status = try await client.get("/api/status", house.signIn(client).headers).json
            #expect(status["model"] == "scripted")
            #expect(status["engines"] == [["name": "embedded", "state": "loading", "detail": "loading it"]])
            #expect(status["tokensToday"] == 12)
            #expect(status["lastLatencyMs"] == 340)
        }
    }

    @Test func `the status says how it is on Discord, and which switches are off`() async throws {
        let house = try await House()
        try await house.test { client in
            let discord = try await client.get("/api/status", house.signIn(client).headers).json["discord"]
            #expect(
                discord == [
                    "state": "loading", "detail": "Discord is not reached", "name": "Wren", "serverCount": 2,
                    "latencyMs": 41,
                    "missingSwitches": [
                        ["name": "A switch", "consequence": "less is heard", "link": "https://portal.example"]
                    ],
                ])
        }
    }

    @Test func `who only looks whether it is there gets no body`() async throws {
        try await House().test { client in
            let response = try await client.execute(uri: "/health", method: .head)
            #expect(response.status == .ok)
            #expect(response.body.readableBytes == 0)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `whoever is signed out watches no longer`() async throws {
        let looks = AsyncStream<Void>.makeStream()
        let status = LiveStatus(
            isReady: { true },
            snapshot: {
                looks.continuation.yield()
                return LiveStatus.snapshot
            }, metrics: { "" })
        let house = try await House(status: status, clock: HurryingClock())
        try await house.test { client in
            let visitor = try await house.signIn(client)
            async let watching = client.get("/api/events", visitor.headers)
            for await _ in looks.stream.prefix(100) {}
            _ = try await house.accounts.resetPassword()
            let events = try await watching
            #expect(events.text.contains("event: status"))
        }
    }

    @Test func `watching does not keep a session alive`() async throws {
        let house = try await House()
        let time = house.time
        let sessions = WebSessions(database: house.database, now: { time.now })
        let account = try #require(try await house.accounts.signIn(name: "operator", password: house.password))
        let session = try await sessions.start(for: account, replacing: nil)
        time.pass(WebSessions.idleLimit - 1)
        #expect(try await sessions.isOpen(session))
        time.pass(1)
        #expect(try await !sessions.isOpen(session))
    }

    @Test func `metrics want a key or a session`() async throws {
        let house = try await House()
        let key = try await house.keys.add(name: "prometheus")
        try await house.test { client in
            #expect(try await client.get("/metrics").status == .unauthorized)
            let response = try await client.get("/metrics", [.authorization: "Bearer \(key)"])
            #expect(response.text == "acore_up 1\n")
            #expect(response.headers[.contentType]?.hasPrefix("text/plain") == true)
        }
    }
}

@Suite struct PageTests {
    @Test func `pages have no script or style inside them`() async throws {
        let house = try await House()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            for path in ["/", "/settings"] {
                let page = try await client.get(path, visitor.headers)
                #expect(page.headers[.contentType] == "text/html; charset=utf-8")
                #expect(page.text.contains("</html>"))
                for inline in ["<style", " style=", " onclick=", "javascript:", "http://", "https://"] {
                    #expect(!page.text.contains(inline), "\(path) \(inline)")
                }
            }
        }
    }

    @Test func `every file that a page or script names is there`() async throws {
        let house = try await House()
        let files = try WebFiles(folder: House.webFiles)
        try await house.test { client in
            let visitor = try await house.signIn(client)
            var sources = [String(buffer: try await client.get("/sign-in").body)]
            for path in ["/", "/settings"] { sources.append(try await client.get(path, visitor.headers).text) }
            for file in files.files.values { sources.append(String(buffer: file.bytes)) }
            for source in sources {
                for match in source.matches(of: #/(?:"\/static\/|from "\.\/)([a-z.\-]+)"/#) {
                    #expect(files.files[String(match.1)] != nil, "\(match.1)")
                }
            }
        }
    }

    @Test func `scripts never write markup`() throws {
        for (name, file) in try WebFiles(folder: House.webFiles).files where name.hasSuffix(".js") {
            let source = String(buffer: file.bytes)
            for word in [
                "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser",
                "srcdoc",
            ] {
                #expect(!source.contains(word), "\(name) \(word)")
            }
        }
    }

    @Test func `an unchanged file is not sent again`() async throws {
        try await House().test { client in
            let first = try await client.get("/static/style.css")
            #expect(first.headers[.contentType] == "text/css; charset=utf-8")
            let tag = try #require(first.headers[.eTag])
            let second = try await client.get("/static/style.css", [.ifNoneMatch: tag])
            #expect(second.status == .notModified)
            #expect(second.body.readableBytes == 0)
        }
    }

    @Test func `without its files the page says so`() {
        #expect(throws: DashboardError.webFilesMissing(path: "/nowhere/static")) { try WebFiles(folder: "/nowhere") }
    }
}
