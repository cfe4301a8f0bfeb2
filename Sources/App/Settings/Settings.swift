import Foundation

/// Everything the operator decided: read and checked once, at the start.
struct Settings: Sendable {
    let places: Places
    let models: ModelSettings
    let companion: CompanionSettings
    let memory: MemorySettings
    let discord: DiscordSettings
    let dashboard: DashboardSettings
    let logs: LogSettings

    /// Every setting there is, in the order in which people are shown them.
    static let catalogue: [SettingDefinition] =
        CompanionSettings.keys + ModelSettings.keys + MemorySettings.keys + DiscordSettings.keys
        + DashboardSettings.keys + LogSettings.keys
        + Places.keys

    /// What is wrong although each value can be read by itself.
    static func faults(in values: SettingValues) -> [SettingFault] {
        [
            CompanionSettings.fault(in: values), DashboardSettings.fault(in: values),
            ModelSettings(values).unpricedFault, MemorySettings.fault(in: values),
        ].compactMap(\.self)
    }

    init(_ values: SettingValues) {
        places = Places(values)
        models = ModelSettings(values)
        companion = CompanionSettings(values)
        memory = MemorySettings(values)
        discord = DiscordSettings(values)
        dashboard = DashboardSettings(values)
        logs = LogSettings(values)
    }
}

/// Where things lie.
struct Places: Sendable {
    private static let group = SettingGroup(name: "Places")

    static let home = group.text(
        "ACORE_HOME", kind: .path,
        "Where models, runtimes and data live; only in the environment, where set-up sees it too. Empty: ~/.local/share/acore."
    )
    static let data = group.text(
        "ACORE_DATA", kind: .path,
        "Where the database, backups, your own personas, lorebooks and documents live. Empty: data inside ACORE_HOME.")
    static let share = group.text(
        "ACORE_SHARE", kind: .path,
        "Where the shipped personas and web files lie. Empty: beside the program.")
    static let keys = [Self.home.definition, Self.data.definition, Self.share.definition]

    let home: URL
    let data: URL
    /// Nil where the program stands without its files.
    let share: URL?

    /// The folder that was unpacked or cloned: it holds `share/acore`.
    var root: URL? { share?.deletingLastPathComponent().deletingLastPathComponent() }
    var database: URL { data.appending(path: "acore.sqlite") }
    /// Not in the database: what keeps the token from being reset must not fail with it.
    var discordSessions: URL { data.appending(path: "discord-sessions.json") }
    /// Not in the database: a backup that takes its place must not undo what people decided.
    var privacyMarks: URL { data.appending(path: "privacy-marks") }
    var backups: URL { data.appending(path: "backups") }
    /// The operator's, for everybody.
    var documents: URL { data.appending(path: "documents") }
    /// The operator's, for everybody or for the characters that name them.
    var lorebooks: URL { data.appending(path: "lorebooks") }
    var ownPersonas: URL { data.appending(path: "personas") }

    init(_ values: SettingValues) {
        let home = values[Self.home]
        self.home =
            home.isEmpty
            ? URL(filePath: NSHomeDirectory()).appending(path: ".local/share/acore") : URL(filePath: home)
        let data = values[Self.data]
        self.data = data.isEmpty ? self.home.appending(path: "data") : URL(filePath: data)
        let share = values[Self.share]
        self.share = share.isEmpty ? Self.shareBesideProgram() : Self.share(at: URL(filePath: share))
    }

    private static func share(at folder: URL) -> URL? {
        FileManager.default.fileExists(atPath: folder.appending(path: "personas").path) ? folder : nil
    }

    /// `share/acore` in the program's folder or the nearest one above it: so it
    /// is found in the repository, in an unpacked archive and under /usr/local.
    private static func shareBesideProgram() -> URL? {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        for _ in 0..<6 {
            if let found = share(at: folder.appending(path: "share/acore")) { return found }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }
}
