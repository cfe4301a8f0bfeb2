import Companion
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Inference
import NIOCore

/// Personas for programs that speak OpenAI's protocol: the model's name is the persona's.
struct CompletionRoutes: Sendable {
    let talk: Talk
    let personas: PersonaChoices
    let now: @Sendable () -> Date

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/v1/models", .key) { _, _ in
                .json(ModelList(data: await personas.modelNames().map(ModelList.Model.init)))
            },
            Endpoint(.get, "/v1/models/{id}", .key) { _, visit in
                let name = try visit.parameters.require("id")
                _ = try await persona(named: name)
                return .json(ModelList.Model(id: name))
            },
            Endpoint(.post, "/v1/chat/completions", .key) { request, visit in
                try await answer(talk.read(CompletionRequest.self, from: &request), request, visit)
            },
        ]
    }

    private func answer(_ wish: CompletionRequest, _ request: Request, _ visit: Visit) async throws -> Response {
        let now = now()
        let turn = try wish.turn(by: visit.speaker, persona: await persona(named: wish.model), at: now)
        let completion = Completion(model: wish.model, created: now)
        let place = try talk.place(for: turn)
        guard wish.stream == true else {
            let answer = try await talk.answer(to: turn, for: request, holding: place)
            return .lastJSON(completion.whole(answer))
        }
        let wantsUsage = wish.streamOptions?.includeUsage == true
        return EventStream.response(to: request, on: visit.channel) { events in
            defer { place.giveBack() }
            try await stream(turn, completion, wantsUsage: wantsUsage, to: &events)
        }
    }

    private func persona(named model: String) async throws -> PersonaID {
        guard let persona = await personas.model(named: model) else {
            throw WebError(
                .notFound, "There is no such model; GET /v1/models lists them.", code: "model_not_found", field: "model"
            )
        }
        return persona
    }

    private func stream(
        _ turn: Turn, _ completion: Completion, wantsUsage: Bool, to events: inout EventStream
    ) async throws {
        try await events.write(completion.first)
        do {
            let answer = try await talk.responder.reply(to: turn) { part in
                if case .text(let text) = part { try await events.write(completion.piece(text)) }
            }
            try await events.write(completion.last(answer.finish))
            if wantsUsage { try await events.write(completion.usage(answer.usage)) }
        } catch {
            let failure = try talk.failure(for: error)
            try await events.write(Completion.frame(JSONText.encode(failure.body)))
        }
        try await events.write(ByteBuffer(string: "data: [DONE]\n\n"))
    }
}

private struct ModelList: Encodable {
    struct Model: Encodable {
        let id: String
        let object = "model"
        let created = 0
        let ownedBy = "acore"

        enum CodingKeys: String, CodingKey {
            case id, object, created
            case ownedBy = "owned_by"
        }
    }

    let object = "list"
    let data: [Model]
}
