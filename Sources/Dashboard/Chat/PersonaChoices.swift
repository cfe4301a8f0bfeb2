import Companion
import HTTPTypes

/// The personas there are, looked up by what callers write.
struct PersonaChoices: Sendable {
    let all: @Sendable () async -> [PersonaSummary]

    /// - Throws: ``WebError`` 400 where there is no such persona, or it lacks the framework.
    func choose(_ persona: String, framework: String?) async throws -> PersonaID {
        guard let choice = await all().first(where: { $0.id == persona }) else {
            throw WebError(.badRequest, "There is no such persona.", code: "unknown_persona", field: "persona")
        }
        if let framework, !choice.frameworks.contains(where: { $0.id == framework }) {
            throw WebError(.badRequest, "There is no such framework.", code: "unknown_framework", field: "framework")
        }
        return PersonaID(character: choice.id, framework: framework)
    }

    /// What an OpenAI client calls a model: `chief` or `chief_chaotic`.
    func model(named name: String) async -> PersonaID? {
        for choice in await all() {
            if choice.id == name { return PersonaID(character: choice.id) }
            for framework in choice.frameworks where "\(choice.id)_\(framework.id)" == name {
                return PersonaID(character: choice.id, framework: framework.id)
            }
        }
        return nil
    }

    /// Every name that ``model(named:)`` knows.
    func modelNames() async -> [String] {
        await all().flatMap { choice in [choice.id] + choice.frameworks.map { "\(choice.id)_\($0.id)" } }
    }
}
