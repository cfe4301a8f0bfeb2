import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// The talks somebody had, and what was said in them.
struct ConversationRoutes: Sendable {
    /// Turns that are sent when one is opened: the latest.
    static let turnLimit = 400
    /// Bytes of text after which no earlier turn is sent.
    static let textLimit = 256 << 10

    let store: ConversationStore
    let personas: PersonaChoices

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/conversations", .sessionOrKey) { _, visit in try await list(visit.speaker) },
            Endpoint(.get, "/api/conversations/{id}", .sessionOrKey) { _, visit in
                try await turns(of: named(visit))
            },
            Endpoint(.delete, "/api/conversations/{id}", .sessionOrKey) { _, visit in
                let conversation = try named(visit)
                guard try await store.delete(place: conversation.place, ownedBy: visit.speaker.id) else {
                    throw WebError.notFound
                }
                return .done
            },
        ]
    }

    private func named(_ visit: Visit) throws -> Conversation {
        try Conversation(visit.parameters.require("id"), of: visit.speaker)
    }

    private func list(_ speaker: Speaker) async throws -> Response {
        let ids = await personas.ids()
        let listed = try await store.conversations(of: speaker.id).compactMap { summary in
            Conversation(place: summary.place, of: speaker).map {
                Listed(conversation: $0, summary: summary, by: summary.persona.map { ids.answering($0) })
            }
        }
        return .json(["conversations": listed])
    }

    private func turns(of conversation: Conversation) async throws -> Response {
        let turns = try await store.history(of: conversation.place, limit: Self.turnLimit)
        guard !turns.isEmpty else { throw WebError.notFound }
        let shown = latest(turns)
        let grounds = try await store.grounds(
            ofAnswers: shown.filter(\.isAnswer).map(\.id), in: conversation.place)
        let ids = await personas.ids()
        var json = ByteBuffer(string: "{\"id\":")
        json.writeJSONString(conversation.id)
        json.writeStaticString(",\"turns\":[")
        for (index, turn) in shown.enumerated() {
            if index > 0 { json.writeStaticString(",") }
            let said = Shown(turn, by: turn.persona.map { ids.answering($0) }, grounds: grounds[turn.id])
            json.writeImmutableBuffer(JSONText.encode(said, nodesOf: turn.text))
        }
        json.writeStaticString("]}")
        return .json(written: json)
    }

    private func latest(_ turns: [KeptTurn]) -> ArraySlice<KeptTurn> {
        var room = Self.textLimit
        let count = turns.reversed().prefix { turn in
            defer { room -= turn.text.utf8.count }
            return room > 0
        }.count
        return turns.suffix(count)
    }
}

private struct Listed: Encodable {
    let id: String
    let title: String
    let persona: String?
    let framework: String?
    let updatedAt: Date
    let turns: Int

    init(conversation: Conversation, summary: ConversationSummary, by persona: PersonaID?) {
        id = conversation.id
        title = summary.title
        self.persona = persona?.character
        framework = persona?.framework
        updatedAt = summary.updatedAt
        turns = summary.turns
    }
}

/// One turn; its text is sent as a tree too.
private struct Shown: Encodable {
    let id: Int64
    let role: String
    let name: String
    let text: String
    let saidAt: Date
    let state: String
    let persona: String?
    let framework: String?
    let grounds: [ShownGround]?

    init(_ turn: KeptTurn, by persona: PersonaID?, grounds: [Ground]?) {
        self.grounds = grounds?.map(ShownGround.init)
        id = turn.id
        role = turn.isAnswer ? "assistant" : "user"
        name = turn.speakerName
        text = turn.text
        saidAt = turn.saidAt
        state = turn.state.rawValue
        self.persona = persona?.character
        framework = persona?.framework
    }
}
