import NIOHTTP1
import Synchronization
import Testing

@testable import Egress

@Suite(.timeLimit(.minutes(1))) struct EgressTests {
    private let wish = FetchWish(types: ["image/*"], bytes: 1_000)

    @Test func `fetches from the address that was looked at, under the name that was asked for`() async throws {
        try await LoopbackServer.serving { _ in
            .init(body: [1, 2, 3])
        } _: { server in
            // A resolver that changes its mind: only its first word counts.
            let answers = Mutex(0)
            let egress = Egress(rules: server.rules, agent: "test") { name in
                #expect(name == "pictures.example")
                return answers.withLock { count in
                    count += 1
                    return count == 1 ? [.v4(0x7F00_0001)] : [.v4(0x0A00_0001)]
                }
            }
            let fetched = try await egress.fetch("http://Pictures.Example:\(server.port)/a?b#c", wish)
            #expect(fetched.bytes == [1, 2, 3])
            #expect(fetched.type == "image/png")
            #expect(answers.withLock { $0 } == 1)
            let head = try #require(server.requests.first)
            #expect(head.uri == "/a?b")
            #expect(head.headers["host"] == ["pictures.example:\(server.port)"])
            #expect(head.headers["cookie"].isEmpty)
        }
    }

    @Test(arguments: [
        "http://127.0.0.1/", "http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/", "http://internal.example/", "http://mixed.example/",
        "https://8.8.8.8:8080/",
    ])
    func `does not knock where it must not`(address: String) async throws {
        let egress = Egress(agent: "test") { name in
            switch name {
            case "mixed.example": [.v4(0x0808_0808), .v4(0x0A00_0001)]
            case "localhost": [.v4(0x7F00_0001)]
            default: [.v4(0xC0A8_0001)]
            }
        }
        await #expect(throws: EgressError.forbidden) { try await egress.fetch(address, wish) }
    }

    @Test func `a redirect is looked at like any address`() async throws {
        try await LoopbackServer.serving { head in
            switch head.uri {
            case "/near": .init(status: .found, headers: ["location": "/there"])
            case "/there": .init(body: [7])
            case "/far": .init(status: .movedPermanently, headers: ["location": "http://169.254.169.254/"])
            case "/file": .init(status: .found, headers: ["location": "file:///etc/passwd"])
            default: .init(status: .temporaryRedirect, headers: ["location": "/round"])
            }
        } _: { server in
            let egress = Egress(rules: server.rules, agent: "test")
            let base = "http://127.0.0.1:\(server.port)"
            let found = try await egress.fetch(base + "/near", wish)
            #expect(found.bytes == [7])
            #expect(found.address.target == "/there")
            await #expect(throws: EgressError.forbidden) { try await egress.fetch(base + "/far", wish) }
            await #expect(throws: EgressError.self) { try await egress.fetch(base + "/file", wish) }
            let before = server.requests.count
            await #expect(throws: EgressError.tooManyRedirects) { try await egress.fetch(base + "/round", wish) }
            #expect(server.requests.count == before + 6)
        }
    }

    @Test func `takes no more than was asked for, and nothing else`() async throws {
        try await LoopbackServer.serving { head in
            switch head.uri {
            case "/long": .init(body: [UInt8](repeating: 0, count: 1_001))
            case "/claims": .init(headers: ["content-type": "image/png", "content-length": "99999"], stalls: true)
            case "/page": .init(headers: ["content-type": "text/html; charset=utf-8"], body: [1])
            case "/packed": .init(headers: ["content-type": "image/png", "content-encoding": "gzip"], body: [1])
            case "/gone": .init(status: .notFound)
            case "/nameless": .init(headers: [:], body: [1])
            default: .init(headers: ["content-type": "Image/PNG ; x=y"], body: [UInt8](repeating: 0, count: 1_000))
            }
        } _: { server in
            let egress = Egress(rules: server.rules, agent: "test")
            let base = "http://127.0.0.1:\(server.port)"
            let right = try await egress.fetch(base + "/right", wish)
            #expect(right.bytes.count == 1_000)
            await #expect(throws: EgressError.tooLarge(limit: 1_000)) { try await egress.fetch(base + "/long", wish) }
            await #expect(throws: EgressError.tooLarge(limit: 1_000)) { try await egress.fetch(base + "/claims", wish) }
            await #expect(throws: EgressError.unwanted(type: "text/html")) {
                try await egress.fetch(base + "/page", wish)
            }
            await #expect(throws: EgressError.unwanted(type: "packed")) {
                try await egress.fetch(base + "/packed", wish)
            }
            await #expect(throws: EgressError.unwanted(type: "")) { try await egress.fetch(base + "/nameless", wish) }
            await #expect(throws: EgressError.refused(status: 404)) { try await egress.fetch(base + "/gone", wish) }
        }
    }

    @Test func `who says nothing is left`() async throws {
        try await LoopbackServer.serving { _ in
            .init(stalls: true)
        } _: { server in
            let wish = FetchWish(types: ["image/png"], bytes: 10, time: .milliseconds(50))
            let egress = Egress(rules: server.rules, agent: "test")
            await #expect(throws: EgressError.timedOut(limit: .milliseconds(50))) {
                try await egress.fetch("http://127.0.0.1:\(server.port)/", wish)
            }
        }
    }

    @Test func `a name without an answer holds nobody up`() async throws {
        let wish = FetchWish(types: ["image/png"], bytes: 10, time: .milliseconds(50))
        let egress = Egress(agent: "test") { _ in
            try await Task.sleep(for: .seconds(600))
            return []
        }
        await #expect(throws: EgressError.timedOut(limit: .milliseconds(50))) {
            try await egress.fetch("https://slow.example/", wish)
        }
        await #expect(throws: EgressError.unknownHost) {
            try await Egress(agent: "test") { _ in [] }.fetch("https://nobody.example/", wish)
        }
    }

    @Test func `only so many at once`() async throws {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        let egress = Egress(agent: "test") { _ in
            arrival.yield()
            try await Task.sleep(for: .seconds(600))
            return []
        }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<Egress.mostAtOnce {
                group.addTask { _ = try? await egress.fetch("https://slow.example/", wish) }  // cancelled below
            }
            var here = 0
            for await _ in arrivals {
                here += 1
                if here == Egress.mostAtOnce { break }
            }
            await #expect(throws: EgressError.busy) { try await egress.fetch("https://one.more.example/", wish) }
            group.cancelAll()
        }
    }

    @Test func `the system knows this machine`() async throws {
        let addresses = try await NameResolver().addresses(of: "localhost")
        #expect(addresses.allSatisfy { $0.isLoopback })
        #expect(!addresses.isEmpty)
    }
}
