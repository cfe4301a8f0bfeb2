import ArgumentParser

struct ConfigCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Prints every setting that is in force, and where it comes from.")

    @Flag(help: "Only what differs from the defaults.")
    var changed = false

    func execute() async throws {
        let sources = SettingsLoader().sources()
        let values = SettingValues(sources + [await Self.page(Places(SettingValues(sources)))])
        var group = ""
        for definition in Settings.catalogue {
            let entry = values.entry(of: definition.name)
            if changed, entry == nil { continue }
            if definition.group != group {
                group = definition.group
                print("\n# \(group)")
            }
            print("\(definition.name)=\(shown(definition, entry))  # \(entry?.origin ?? "default")")
        }
        for warning in values.warnings { print("\n# \(warning)") }
        guard values.faults.isEmpty else { throw Refusal.settings(values.faults) }
    }

    private func shown(_ definition: SettingDefinition, _ entry: SettingEntry?) -> String {
        guard let entry else { return definition.defaultText }
        return definition.kind == .secret ? "•••" : entry.text
    }

    private static func page(_ places: Places) async -> SettingSource {
        do {
            return try await pageSource(places)
        } catch {
            print("# What was set on the page cannot be read: \(Refusal(error))")
            return .page([:])
        }
    }
}
