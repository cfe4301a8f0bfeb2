import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Inference
import Logging
import NIOCore

/// Talking to a persona, in one answer or as it is written.
struct ChatRoutes: Sendable {
    let talk: Talk
    let personas: PersonaChoices
    let now: @Sendable () -> Date

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/api/personas", .sessionOrKey) { _, _ in .json(["personas": await personas.all()]) },
            Endpoint(.post, "/api/chat", .sessionOrKey) { request, visit in
                try await answer(talk.read(ChatRequest.self, from: &request), request, visit)
            },
        ]
    }

    private func answer(_ wish: ChatRequest, _ request: Request, _ visit: Visit) async throws -> Response {
        let speaker = try visit.speaker
        let conversation = try wish.conversation.map { try Conversation($0, of: speaker) } ?? Conversation(of: speaker)
        let persona = try await personas.choose(wish.persona, framework: wish.framework)
        let turn = try wish.turn(by: speaker, in: conversation, persona: persona, at: now())
        let place = try talk.place(for: turn)
        if wish.stream ?? (request.headers[.accept]?.contains("text/event-stream") == true) {
            return stream(turn, conversation, place, request, visit)
        }
        let answer = try await talk.answer(to: turn, for: request, holding: place)
        return .lastJSON(written: await json(answer, conversation))
    }

    private func json(_ answer: Answer, _ conversation: Conversation) async -> ByteBuffer {
        let persona = await personas.ids().answering(answer.persona)
        return JSONText.encode(ChatAnswer(answer, by: persona, in: conversation), nodesOf: answer.text)
    }

    private func stream(
        _ turn: Turn, _ conversation: Conversation, _ place: Slots.Place, _ request: Request, _ visit: Visit
    ) -> Response {
        EventStream.response(to: request, on: visit.channel) { events in
            defer { place.giveBack() }
            let start = [
                "conversation": conversation.id, "persona": turn.persona?.character,
                "framework": turn.persona?.framework,
            ]
            try await events.send("start", JSONText.encode(start))
            do {
                let answer = try await talk.responder.reply(to: turn) { part in try await events.send(part) }
                try await events.send("done", await json(answer, conversation))
            } catch {
                let message = try talk.failure(for: error).message
                try await events.send("error", JSONText.encode(["message": message]))
            }
        }
    }
}

extension EventStream {
    /// `event: text` with `{"text":…}`, or `event: working` with `{"label":…}`.
    mutating func send(_ part: AnswerPart) async throws {
        var frame = ByteBuffer()
        switch part {
        case .text(let text):
            frame.writeStaticString("event: text\ndata: {\"text\":")
            frame.writeJSONString(text)
        case .working(let label):
            frame.writeStaticString("event: working\ndata: {\"label\":")
            frame.writeJSONString(label)
        }
        frame.writeStaticString("}\n\n")
        try await write(frame)
    }
}

/// The whole answer, as JSON and at the end of a stream; its text is sent as a tree too.
struct ChatAnswer: Encodable {
    struct Tokens: Encodable {
        let promptTokens: Int
        let completionTokens: Int
        let isEstimate: Bool
    }

    let conversation: String
    let persona: String
    /// The way of being it answered in.
    let framework: String?
    let text: String
    let model: String
    let usage: Tokens
    let finish: String
    let latencyMs: Int64
    let firstTextMs: Int64
    let grounds: [ShownGround]

    init(_ answer: Answer, by persona: PersonaID, in conversation: Conversation) {
        self.conversation = conversation.id
        self.persona = persona.character
        framework = persona.framework
        text = answer.text
        model = answer.model
        usage = Tokens(
            promptTokens: answer.usage.promptTokens, completionTokens: answer.usage.completionTokens,
            isEstimate: answer.usage.isEstimate)
        finish = answer.finish.rawValue
        latencyMs = answer.total.wholeMilliseconds
        firstTextMs = answer.firstText.wholeMilliseconds
        grounds = answer.grounds.map(ShownGround.init)
    }
}
