/// One folder's files, read again only when they change. A file that an edit breaks keeps its last good value,
/// and so do all where the folder cannot be read.
struct PersonaShelf<Item: Sendable>: Sendable {
    typealias Reader = @Sendable (_ node: MarkedJSON, _ id: String, _ log: FaultLog) -> Item?

    private struct Kept {
        var stamp: PersonaFolder.Stamp
        var item: Item?
        var faults: [PersonaFault]
    }

    private let folder: PersonaFolder
    private let reader: Reader
    private var kept: [String: Kept] = [:]
    private var folderFaults: [PersonaFault] = []

    init(folder: PersonaFolder, reader: @escaping Reader) {
        self.folder = folder
        self.reader = reader
    }

    var items: [String: Item] { kept.compactMapValues(\.item) }

    var faults: [PersonaFault] { folderFaults + kept.sorted { $0.key < $1.key }.flatMap(\.value.faults) }

    /// Looks at the folder again.
    /// - Returns: whether anything is different.
    mutating func refresh() -> Bool {
        let (entries, faults) = folder.entries()
        defer { folderFaults = faults }
        guard let entries else { return faults != folderFaults }
        let ids = Set(entries.map(\.id))
        let changed = entries.filter { kept[$0.id]?.stamp != $0.stamp }
        let gone = kept.keys.filter { !ids.contains($0) }
        for id in gone { kept[id] = nil }
        for entry in changed { kept[entry.id] = read(entry, before: kept[entry.id]?.item) }
        return !changed.isEmpty || !gone.isEmpty || faults != folderFaults
    }

    private func read(_ entry: PersonaFolder.Entry, before: Item?) -> Kept {
        let log = FaultLog(path: entry.path)
        var item: Item?
        do {
            item = reader(try MarkedJSONReader.read(PersonaFolder.text(of: entry)), entry.id, log)
        } catch {
            log.refuse(error.line, error.reason)
        }
        if item == nil, before != nil { log.warn(nil, "stays as it was before this edit") }
        return Kept(stamp: entry.stamp, item: item ?? before, faults: log.faults)
    }
}
