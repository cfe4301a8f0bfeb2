/// All settings as text, checked, with their origins.
struct SettingValues: Sendable {
    private var entries: [String: SettingEntry] = [:]
    private(set) var faults: [SettingFault] = []
    /// Names nobody knows: worth a word, not a refusal.
    private(set) var warnings: [String] = []

    /// - Parameter sources: the first one that has a name wins. An empty text is the same as none.
    init(_ sources: [SettingSource]) {
        faults = sources.flatMap(\.faults)
        for definition in Settings.catalogue {
            guard
                let entry = sources.lazy.compactMap({ $0.entries[definition.name] }).first(where: { !$0.text.isEmpty })
            else { continue }
            if let fault = definition.kind.fault(in: entry.text) {
                faults.append(SettingFault(description: "\(entry.origin): \(definition.name): \(fault)"))
            } else {
                entries[definition.name] = entry
            }
        }
        noteUnknownNames(in: sources)
    }

    subscript<Value>(_ setting: Setting<Value>) -> Value {
        entry(of: setting.definition.name).flatMap { setting.read($0.text) } ?? setting.fallback
    }

    /// What was written for a name; nil where the default holds.
    func entry(of name: String) -> SettingEntry? { entries[name] }

    func isSet(_ name: String) -> Bool { entries[name] != nil }

    private mutating func noteUnknownNames(in sources: [SettingSource]) {
        let known = Set(Settings.catalogue.map(\.name))
        for source in sources {
            for (name, entry) in source.entries.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
                guard source.isOurs || name.hasPrefix("ACORE_") else { continue }
                let nearest = known.min { $0.distance(to: name) < $1.distance(to: name) }
                let hint = nearest.flatMap { $0.distance(to: name) <= 4 ? " (did you mean \($0)?)" : nil } ?? ""
                let line = "\(entry.origin): there is no setting \(name)\(hint)"
                if source.isOurs { faults.append(SettingFault(description: line)) } else { warnings.append(line) }
            }
        }
    }
}

extension String {
    /// Levenshtein's edit distance, for suggestions; long names are not compared.
    func distance(to other: String) -> Int {
        guard count <= 64, other.count <= 64 else { return .max }
        let (from, to) = (Array(self), Array(other))
        var row = Array(0...to.count)
        for (i, character) in from.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, candidate) in to.enumerated() {
                let substituted = diagonal + (character == candidate ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[to.count]
    }
}
