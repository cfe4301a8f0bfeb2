import Companion
import Telemetry

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
                var entry = sources.lazy.compactMap({ $0.entries[definition.name] }).first(where: { !$0.text.isEmpty })
            else { continue }
            entry.text = definition.kind.normal(entry.text)
            if let fault = definition.kind.fault(in: entry.text) {
                faults.append(SettingFault(description: "\(entry.origin): \(definition.name): \(fault)"))
            } else {
                entries[definition.name] = entry
            }
        }
        faults += Settings.faults(in: self)
        noteUnknownNames(in: sources)
    }

    /// - Throws: ``Refusal`` with every fault, where there is one.
    static func checked(_ sources: [SettingSource]) throws -> SettingValues {
        let values = SettingValues(sources)
        guard values.faults.isEmpty else { throw Refusal.settings(values.faults) }
        return values
    }

    subscript<Value>(_ setting: Setting<Value>) -> Value {
        entry(of: setting.definition.name).flatMap { setting.read($0.text) } ?? setting.fallback
    }

    /// What was written for a name; nil where the default holds.
    func entry(of name: String) -> SettingEntry? { entries[name] }

    /// What must not be shown anywhere.
    var secrets: [Secret] {
        Settings.catalogue.filter { $0.kind == .secret }.compactMap { entry(of: $0.name).map { Secret($0.text) } }
    }

    func isSet(_ name: String) -> Bool { entries[name] != nil }

    private mutating func noteUnknownNames(in sources: [SettingSource]) {
        let known = Set(Settings.catalogue.map(\.name))
        for source in sources {
            for (name, entry) in source.entries.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
                guard source.isOurs || name.hasPrefix("ACORE_") else { continue }
                let hint = NearestWord.to(name, among: known).map { " (did you mean \($0)?)" } ?? ""
                let line = "\(entry.origin): there is no setting \(name)\(hint)"
                if source.isOurs { faults.append(SettingFault(description: line)) } else { warnings.append(line) }
            }
        }
    }
}
