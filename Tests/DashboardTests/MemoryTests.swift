import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Inference
import Storage
import Testing

@testable import Dashboard

/// What is known about whoever is signed in.
@Suite struct MemoryTests {
    private func said(_ text: String, by speaker: String, in house: House) async throws {
        let responder = try await House.responder(ScriptedLanguageModel(.text("I see.")), house.database)
        let turn = Turn(
            speaker: Speaker(id: speaker, name: "Ada"), place: Place(id: "\(speaker)/c/test", kind: .direct),
            audience: .person(speaker), text: text, saidAt: Date())
        try await responder.reply(to: turn) { _ in }
        try await Learning(FactStore(database: house.database)).learn()
        try await Indexing(Recall(database: house.database, embedder: nil)).index()
    }

    private func withVisitor(
        _ body: @Sendable (House, any TestClientProtocol, HTTPFields) async throws -> Void
    ) async throws {
        let house = try await House()
        try await said("I live in Oslo.", by: "web:operator", in: house)
        try await said("I collect stamps.", by: "discord:7", in: house)
        try await house.test { client in try await body(house, client, try await house.signIn(client).headers) }
    }

    private struct Overview: Decodable {
        struct Known: Decodable {
            let id: String
            let text: String
        }
        let accounts: [String]
        let facts: [Known]
        let isPaused: Bool
    }

    private func overview(_ client: any TestClientProtocol, _ visitor: HTTPFields) async throws -> Overview {
        let response = try await client.send(.get, "/api/memory", "", visitor)
        return try JSONDecoder().decode(Overview.self, from: Data(response.body.readableBytesView))
    }

    @Test func `one sees, puts right and forgets what is known about oneself, and nobody else's`() async throws {
        try await withVisitor { house, client, visitor in
            let known = try await overview(client, visitor)
            #expect(known.facts.map(\.text) == ["lives in Oslo"])
            let id = try #require(known.facts.first?.id)
            let changed = try await client.send(
                .put, "/api/memory/facts/\(id)", #"{"text":"lives in Bergen"}"#, visitor)
            #expect(changed.status == .noContent)
            #expect(try await overview(client, visitor).facts.map(\.text) == ["lives in Bergen"])
            let others = try #require(
                try await FactStore(database: house.database).facts(about: "discord:7").first?.id)
            for (method, body) in [(HTTPRequest.Method.put, #"{"text":"x"}"#), (.delete, "{}")] {
                let stolen = try await client.send(method, "/api/memory/facts/\(others)", body, visitor)
                #expect(stolen.status == .notFound)
            }
            #expect(try await client.send(.delete, "/api/memory/facts/\(id)", "{}", visitor).status == .noContent)
            #expect(try await overview(client, visitor).facts.isEmpty)
        }
    }

    @Test func `a joined account's memories show, and go with one's own`() async throws {
        try await withVisitor { house, client, visitor in
            let response = try await client.send(.post, "/api/memory/link", "{}", visitor)
            let code = try #require(try response.json["code"]?.string)
            #expect(house.codes.use(code) == "web:operator")
            #expect(house.codes.use(code) == nil)
            try await IdentityLinks(database: house.database).join("web:operator", to: "discord:7")
            let known = try await overview(client, visitor)
            #expect(known.accounts == ["web:operator", "discord:7"])
            #expect(Set(known.facts.map(\.text)) == ["lives in Oslo", "collects stamps"])
            let found = try await client.send(.get, "/api/memory/search?q=stamps", "", visitor)
            #expect(String(buffer: found.body).contains("I collect stamps."))
            let receipt = try await client.send(.post, "/api/memory/forget", "{}", visitor)
            #expect(String(buffer: receipt.body).contains(#""facts":2"#))
            #expect(try await FactStore(database: house.database).facts(about: "discord:7").isEmpty)
        }
    }

    @Test func `a search finds one's own words only`() async throws {
        try await withVisitor { _, client, visitor in
            let own = try await client.send(.get, "/api/memory/search?q=Oslo", "", visitor)
            #expect(String(buffer: own.body).contains("I live in Oslo."))
            let others = try await client.send(.get, "/api/memory/search?q=stamps", "", visitor)
            #expect(!String(buffer: others.body).contains("stamps"))
        }
    }

    @Test func `learning stops and goes on`() async throws {
        try await withVisitor { house, client, visitor in
            _ = try await client.send(.put, "/api/memory/learning", #"{"isPaused":true}"#, visitor)
            #expect(try await overview(client, visitor).isPaused)
            try await said("I play chess.", by: "web:operator", in: house)
            #expect(try await overview(client, visitor).facts.map(\.text) == ["lives in Oslo"])
            let export = try await client.send(.get, "/api/memory/export", "", visitor)
            #expect(String(buffer: export.body).contains("I play chess."))
        }
    }
}
