import Companion
import HTTPTypes

/// The personas there are, looked up by what callers write.
struct PersonaChoices: Sendable {
    let all: @Sendable () async -> [PersonaSummary]

    /// Nil where nobody in particular was asked for.
    ///
    /// - Throws: ``WebError`` 400 where there is no such persona, or it lacks the framework.
    func choose(_ persona: String?, framework: String?) async throws -> PersonaID? {
        guard let persona else {
            guard framework == nil else {
                throw WebError(.badRequest, "A framework needs a persona that has it.", field: "persona")
            }
            return nil
        }
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
        await models().first { $0.name == name }?.id
    }

    /// Every name that ``model(named:)`` knows.
    func modelNames() async -> [String] {
        await models().map(\.name)
    }

    /// Character and framework by such a name, which is also what stands beside every answer.
    func ids() async -> [String: PersonaID] {
        Dictionary(await models().map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
    }

    private func models() async -> [(name: String, id: PersonaID)] {
        await all().flatMap { choice in
            [(choice.id, PersonaID(character: choice.id))]
                + choice.frameworks.map {
                    ("\(choice.id)_\($0.id)", PersonaID(character: choice.id, framework: $0.id))
                }
        }
    }
}

extension [String: PersonaID] {
    /// Who it was; a persona that is gone by now keeps its name.
    func answering(_ name: String) -> PersonaID { self[name] ?? PersonaID(character: name) }
}
