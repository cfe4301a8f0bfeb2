import Foundation

/// Gathers the settings from where people write them.
struct SettingsLoader {
    var environment = ProcessInfo.processInfo.environment
    var folder = URL(filePath: FileManager.default.currentDirectoryPath)

    /// Environment, then `.env`, then `acore.yaml`; each file from the working folder, else from `ACORE_HOME`.
    func sources() -> [SettingSource] {
        let given = SettingSource.environment(environment)
        let home = Places(SettingValues([given])).home
        var sources = [given]
        for (name, read) in [(".env", SettingSource.dotEnv), ("acore.yaml", SettingSource.yaml)] {
            let places = [folder, home].map { $0.appending(path: name) }
            guard let file = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else { continue }
            do {
                sources.append(read(try String(contentsOf: file, encoding: .utf8), name))
            } catch {
                let fault = SettingFault(
                    description: "\(file.path) cannot be read: give this user the file, as UTF-8 text")
                sources.append(SettingSource(entries: [:], faults: [fault]))
            }
        }
        return sources
    }
}
