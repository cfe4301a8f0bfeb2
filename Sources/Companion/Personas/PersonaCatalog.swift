import Foundation

/// Every character and framework there is at one moment, and the personas that were made of them.
struct PersonaCatalog: Sendable {
    /// Compiled personas; when full, all are made anew on demand.
    private static let compiledLimit = 256

    let characters: [String: CharacterSheet]
    let frameworks: [String: Framework]
    let faults: [PersonaFault]
    let summaries: [PersonaSummary]
    /// Characters whose memories are everybody's.
    let sharing: Set<String>
    /// The lorebooks that characters bring with them, by character.
    let books: [String: ReadyLorebook]
    private var compiled: [PersonaID: Persona] = [:]

    /// - Parameter date: since when it is so.
    init(
        characters: [String: CharacterSheet] = [:], frameworks: [String: Framework] = [:], faults: [PersonaFault] = [],
        at date: Date = Date()
    ) {
        self.characters = characters
        books = characters.compactMapValues { character in
            character.book.map {
                ReadyLorebook($0, name: "own:\(character.id)", title: character.name, savedAt: date)
            }
        }
        self.frameworks = frameworks
        sharing = Set(characters.values.lazy.filter { $0.memory == .shared }.map(\.id))
        self.faults =
            faults
            + characters.values.sorted { $0.id < $1.id }.compactMap {
                Self.fault(in: $0, among: frameworks.keys.sorted())
            }
        let choice = frameworks.values.sorted { $0.id < $1.id }
            .map { PersonaSummary.FrameworkSummary(id: $0.id, name: $0.name, summary: $0.purpose) }
        summaries = characters.values.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.compactMap { character in
            guard let framework = Self.framework(of: character, among: frameworks) else { return nil }
            return PersonaSummary(
                id: character.id, name: character.name, summary: character.summary,
                greetings: PersonaCompiler.greetings(of: character), framework: framework.id, frameworks: choice)
        }
    }

    mutating func persona(_ id: PersonaID) throws(Mistake) -> Persona {
        if let persona = compiled[id] { return persona }
        guard let character = characters[id.character] else {
            throw unknown("persona", id.character, among: summaries.map(\.id))
        }
        let framework = id.framework.map { frameworks[$0] } ?? Self.framework(of: character, among: frameworks)
        guard let framework else { throw unknown("framework", id.framework ?? "", among: frameworks.keys.sorted()) }
        let persona = PersonaCompiler.persona(character, framework)
        if compiled.count >= Self.compiledLimit { compiled.removeAll() }
        compiled[id] = persona
        return persona
    }

    /// The id for what a person or a program calls a persona: `chief`, `Chief`, `chief_chaotic`.
    func id(named name: String) throws(Mistake) -> PersonaID {
        let wanted = name.trimming(\.isWhitespace).lowercased()
        if characters[wanted] != nil { return PersonaID(character: wanted) }
        for framework in frameworks.keys where wanted.hasSuffix("_" + framework) {
            let character = String(wanted.dropLast(framework.count + 1))
            if characters[character] != nil { return PersonaID(character: character, framework: framework) }
        }
        if let summary = summaries.first(where: { $0.name.lowercased() == wanted }) {
            return PersonaID(character: summary.id)
        }
        throw unknown("persona", name, among: summaries.map(\.id))
    }

    /// What is wrong where a character names a framework that is not there.
    private static func fault(in character: CharacterSheet, among frameworks: [String]) -> PersonaFault? {
        guard let name = character.framework, !frameworks.contains(name) else { return nil }
        let hint = NearestWord.hint(for: name, among: frameworks)
        let place = character.frameworkPlace
        return PersonaFault(
            severity: .warning, path: place.path, line: place.line,
            reason: "there is no framework “\(name.prefix(60))”\(hint)")
    }

    /// Its own; else the entertainer's, which suits a character that names none; else whichever there is.
    private static func framework(of character: CharacterSheet, among frameworks: [String: Framework]) -> Framework? {
        character.framework.flatMap { frameworks[$0] } ?? frameworks["neuro"]
            ?? frameworks.values.min { $0.id < $1.id }
    }

    private func unknown(_ kind: String, _ name: String, among known: [String]) -> Mistake {
        guard !known.isEmpty else {
            return Mistake("There is no \(kind) yet. Is the personas folder where it should be?")
        }
        let hint = NearestWord.to(name, among: known).map { " Did you mean “\($0)”?" } ?? ""
        let list = known.prefix(30).joined(separator: ", ") + (known.count > 30 ? ", …" : "")
        return Mistake("There is no \(kind) “\(name.prefix(60))”.\(hint) There are: \(list).")
    }
}
