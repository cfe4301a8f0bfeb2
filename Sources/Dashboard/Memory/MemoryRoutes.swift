import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// What the companion knows about whoever is signed in, and what they do about it.
struct MemoryRoutes: Sendable {
    /// Finds that a search shows.
    private static let most = 20
    private static let queryLimit = 400
    private static let codeLength = 10

    let parts: MemoryParts
    let characters: @Sendable () async -> Set<String>
    let now: @Sendable () -> Date

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/memory", .session) { _, visit in try await overview(visit) },
            Endpoint(.get, "/api/memory/search", .session) { request, visit in try await search(request, visit) },
            Endpoint(.put, "/api/memory/facts/{id}", .session) { request, visit in
                let wish = try await JSONBody.read(FactChange.self, from: &request)
                guard try await parts.facts.change(fact(visit), of: people(visit), to: wish.text) else {
                    throw WebError.notFound
                }
                return .done
            },
            Endpoint(.delete, "/api/memory/facts/{id}", .session) { _, visit in
                guard try await parts.facts.forget(fact(visit), of: people(visit)) else { throw WebError.notFound }
                return .done
            },
            Endpoint(.put, "/api/memory/learning", .session) { request, visit in
                let wish = try await JSONBody.read(LearningChange.self, from: &request)
                for person in try await people(visit) { try await parts.privacy.pause(person, wish.isPaused) }
                return .done
            },
            Endpoint(.get, "/api/memory/export", .session) { _, visit in try await export(visit) },
            Endpoint(.post, "/api/memory/forget", .session) { request, visit in
                _ = try await JSONBody.read(NoWish.self, from: &request)
                return try await forget(visit)
            },
            Endpoint(.post, "/api/memory/link", .session) { request, visit in
                _ = try await JSONBody.read(NoWish.self, from: &request)
                let code = Token.readable(Self.codeLength)
                parts.codes.add(code, for: try visit.speaker.id)
                return .json(LinkCode(code: code, seconds: Int(LinkCodes.lifetime.components.seconds)))
            },
            Endpoint(.delete, "/api/memory/link", .session) { _, visit in
                try await parts.links.part(visit.speaker.id)
                return .done
            },
        ]
    }

    /// All ids of whoever is signed in.
    private func people(_ visit: Visit) async throws -> [String] {
        try await parts.links.ids(of: visit.speaker.id)
    }

    private func fact(_ visit: Visit) throws -> Int64 {
        guard let id = Int64(try visit.parameters.require("id")) else { throw WebError.notFound }
        return id
    }

    private func overview(_ visit: Visit) async throws -> Response {
        var shown = Overview()
        for person in try await people(visit) {
            let holding = try await parts.privacy.holding(of: person)
            shown.accounts.append(person)
            shown.facts += holding.facts.map(ShownFact.init)
            shown.turns += holding.turns
            shown.answers += holding.answers
            shown.isPaused = shown.isPaused || holding.isPaused
        }
        return .json(shown)
    }

    private func search(_ request: Request, _ visit: Visit) async throws -> Response {
        let words = request.uri.queryParameters["q"].map(String.init) ?? ""
        guard words.count <= Self.queryLimit else {
            throw WebError(.badRequest, "Search with at most \(Self.queryLimit) characters.", field: "q")
        }
        let viewer = Viewer(alone: try await people(visit), characters: await characters())
        let found = try await parts.recall.find(words, for: viewer, at: now(), limit: Self.most)
        return .json(["found": found.map { ShownGround($0.ground) }])
    }

    private func export(_ visit: Visit) async throws -> Response {
        var parted: [String] = []
        for person in try await people(visit) {
            parted.append(String(decoding: try await parts.privacy.export(of: person), as: UTF8.self))
        }
        var response = Response.text("[\(parted.joined(separator: ",\n"))]\n", type: "application/json; charset=utf-8")
        response.headers[.contentDisposition] = "attachment; filename=\"about_me.json\""
        return response
    }

    private func forget(_ visit: Visit) async throws -> Response {
        var total = Receipt(turns: 0, answers: 0, facts: 0, at: now())
        for person in try await people(visit) {
            let receipt = try await parts.privacy.forget(person)
            total.turns += receipt.turns
            total.answers += receipt.answers
            total.facts += receipt.facts
        }
        return .json(total)
    }
}

/// `{}`: nothing is to be said.
private struct NoWish: Decodable {}
private struct FactChange: Decodable { let text: String }
private struct LearningChange: Decodable { let isPaused: Bool }

private struct LinkCode: Encodable {
    let code: String
    let seconds: Int
}

private struct Receipt: Encodable {
    var turns: Int
    var answers: Int
    var facts: Int
    var at: Date
}

private struct Overview: Encodable {
    /// Ids of the accounts that are joined, the web user's first.
    var accounts: [String] = []
    var facts: [ShownFact] = []
    var turns = 0
    var answers = 0
    var isPaused = false
}

private struct ShownFact: Encodable {
    let id: String
    let text: String
    let excerpt: String
    let place: String
    let isPrivate: Bool
    let saidAt: Date

    init(_ fact: Fact) {
        // JavaScript's numbers hold no ids of 64 bits.
        id = "\(fact.id)"
        text = fact.text
        excerpt = fact.excerpt
        place = fact.place
        isPrivate = fact.isPrivate
        saidAt = fact.saidAt
    }
}
