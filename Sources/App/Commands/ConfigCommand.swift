import ArgumentParser
import Dashboard
import Foundation
import Storage

struct ConfigCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Prints every setting that is in force, and where it comes from.")

    @Flag(help: "Only what differs from the defaults.")
    var changed = false

    func execute() async throws {
        let sources = SettingsLoader().sources()
        let values = SettingValues(sources + [.page(await Self.pageValues(Places(SettingValues(sources))))])
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

    /// What was set on the page; nothing where there is no database yet.
    private static func pageValues(_ places: Places) async -> [String: String] {
        guard FileManager.default.fileExists(atPath: places.database.path) else { return [:] }
        do {
            let database = try await openDatabase(places)
            let values = try await SettingsStore(database: database).all()
            try await database.close()
            return values
        } catch {
            print("# What was set on the page cannot be read: \(Refusal(error))")
            return [:]
        }
    }
}
