import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Markdown

/// The talks somebody had, and what was said in them.
struct ConversationRoutes: Sendable {
    /// Turns that are sent when one is opened: the latest.
    static let turnLimit = 400

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
        let ids = await personas.ids()
        let shown = turns.map { turn in Shown(turn, by: turn.persona.map { ids.answering($0) }) }
        return .json(Opened(id: conversation.id, turns: shown))
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

private struct Opened: Encodable {
    let id: String
    let turns: [Shown]
}

private struct Shown: Encodable {
    let id: Int64
    let role: String
    let name: String
    let text: String
    let nodes: DisplayNodes
    let saidAt: Date
    let state: String
    let persona: String?
    let framework: String?

    init(_ turn: KeptTurn, by persona: PersonaID?) {
        id = turn.id
        role = turn.isAnswer ? "assistant" : "user"
        name = turn.speakerName
        text = turn.text
        nodes = DisplayNodes(parsing: turn.text)
        saidAt = turn.saidAt
        state = turn.state.rawValue
        self.persona = persona?.character
        framework = persona?.framework
    }
}
