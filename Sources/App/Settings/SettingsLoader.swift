import Foundation

/// Gathers the settings from where people write them.
struct SettingsLoader {
    var environment = ProcessInfo.processInfo.environment

    /// Environment, then `.env`, then `acore.yaml`; each file from beside the program, else from `ACORE_HOME`.
    ///
    /// Never from the working folder: it may be a stranger's, whose settings would say where keys and words are sent.
    func sources() -> [SettingSource] {
        let given = SettingSource.environment(environment)
        let places = Places(SettingValues([given]))
        return [given]
            + [(".env", SettingSource.dotEnv), ("acore.yaml", SettingSource.yaml)].compactMap { name, read in
                Self.file(name, places).map { source($0, read: read) }
            }
    }

    /// The file of that name that counts; nil where there is none.
    static func file(_ name: String, _ places: Places) -> URL? {
        [places.root, places.home].compactMap { $0?.appending(path: name) }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    private func source(_ file: URL, read: (String, String) -> SettingSource) -> SettingSource {
        guard let text = TextFile.read(file.path) else {
            return SettingSource(entries: [:], faults: [SettingFault(description: "\(file.path): \(TextFile.remedy)")])
        }
        var source = read(text, file.lastPathComponent)
        source.file = file
        if let home = source.entries.removeValue(forKey: Places.home.definition.name) {
            let fault = "\(home.origin): ACORE_HOME: set it in the environment, where set-up sees it too"
            source.faults.append(SettingFault(description: fault))
        }
        return source
    }
}
