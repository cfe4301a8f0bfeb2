import Inference
import Logging
import Metrics
import Synchronization

/// All personas: the ones that come with the program, and the operator's own, which win over them by id.
///
/// Asking is cheap and may happen on every turn; files are read only by ``reload()``, which
/// ``PersonaWatch`` calls every few seconds.
package final class PersonaLibrary: Sendable {
    private struct Shelves: Sendable {
        var characters: [PersonaShelf<CharacterSheet>]
        var frameworks: [PersonaShelf<Framework>]
    }

    /// Held while files are read: one reader at a time.
    private let shelves: Mutex<Shelves>
    /// Held for moments only.
    private let catalog = Mutex(PersonaCatalog())
    private let logger = Logger(label: "acore.personas")
    private let loaded = Gauge(label: "acore_personas")
    private let wrong = Gauge(label: "acore_persona_faults")

    /// - Parameters:
    ///   - shipped: the folder that holds `characters` and `frameworks` beside the program.
    ///   - own: the operator's folder of the same form; it need not exist.
    ///   - toolbox: the tools that frameworks may name.
    package init(shipped: String, own: String?, toolbox: Toolbox = Toolbox()) {
        let knownTools = toolbox.descriptions.map(\.name)
        let folders = [shipped, own].compactMap { $0 }
        shelves = Mutex(
            Shelves(
                characters: folders.map { folder in
                    PersonaShelf(folder: PersonaFolder(path: folder + "/characters")) {
                        CharacterSheet($0, id: $1, log: $2)
                    }
                },
                frameworks: folders.map { folder in
                    PersonaShelf(folder: PersonaFolder(path: folder + "/frameworks")) {
                        Framework($0, id: $1, knownTools: knownTools, log: $2)
                    }
                }))
        reload()
    }

    /// A persona by its id; without a framework, in the one the character was written for.
    /// - Throws: ``Mistake`` that lists what there is.
    package func persona(_ id: PersonaID) throws(Mistake) -> Persona {
        try catalog.withLock { (catalog) throws(Mistake) in try catalog.persona(id) }
    }

    /// The id of what somebody calls a persona: `chief`, `Chief`, `chief_chaotic`.
    /// - Throws: ``Mistake`` that lists what there is.
    package func id(named name: String) throws(Mistake) -> PersonaID {
        try catalog.withLock { (catalog) throws(Mistake) in try catalog.id(named: name) }
    }

    /// What there is to choose from, by name.
    package var all: [PersonaSummary] { catalog.withLock(\.summaries) }

    /// Characters whose memories are everybody's.
    package var sharing: Set<String> { catalog.withLock(\.sharing) }

    // MARK: Lorebooks

    /// The lorebook that a character brings with it.
    func lorebook(of character: String) -> ReadyLorebook? { catalog.withLock { $0.books[character] } }

    /// The names of the operator's lorebooks that a character wants.
    func lorebooks(of character: String) -> [String] {
        catalog.withLock { $0.characters[character]?.lorebooks ?? [] }
    }

    /// Lorebooks that somebody wants: they are not for the others.
    var boundLorebooks: Set<String> {
        catalog.withLock { $0.characters.values.reduce(into: []) { $0.formUnion($1.lorebooks) } }
    }

    /// The ids of those who want a lorebook.
    func characters(naming lorebook: String) -> [String] {
        catalog.withLock { $0.characters.values.filter { $0.lorebooks.contains(lorebook) }.map(\.id).sorted() }
    }

    // MARK: Files

    /// What is wrong with the files now.
    package var faults: [PersonaFault] { catalog.withLock(\.faults) }

    /// Looks at the folders again and reads what changed.
    /// - Returns: whether anything is different.
    @discardableResult
    package func reload() -> Bool {
        shelves.withLock { shelves in
            var isChanged = false
            for index in shelves.characters.indices where shelves.characters[index].refresh() { isChanged = true }
            for index in shelves.frameworks.indices where shelves.frameworks[index].refresh() { isChanged = true }
            if isChanged { replaceCatalog(shelves) }
            return isChanged
        }
    }

    private func replaceCatalog(_ shelves: Shelves) {
        let catalog = PersonaCatalog(
            characters: merged(shelves.characters.map(\.items)),
            frameworks: merged(shelves.frameworks.map(\.items)),
            faults: shelves.characters.flatMap(\.faults) + shelves.frameworks.flatMap(\.faults))
        let before = self.catalog.withLock { current in
            defer { current = catalog }
            return current.faults
        }
        loaded.record(catalog.characters.count)
        wrong.record(catalog.faults.count)
        for fault in catalog.faults where !before.contains(fault) {
            logger.log(
                level: fault.severity == .error ? .error : .warning, "\(fault)", metadata: ["path": "\(fault.path)"])
        }
        logger.info(
            "personas read",
            metadata: [
                "characters": "\(catalog.characters.count)", "frameworks": "\(catalog.frameworks.count)",
                "faults": "\(catalog.faults.count)",
            ])
    }

    /// Later ones win.
    private func merged<Item>(_ items: [[String: Item]]) -> [String: Item] {
        items.reduce(into: [:]) { all, next in all.merge(next) { _, own in own } }
    }
}
