import AsyncHTTPClient
import Companion
import Dashboard
import Engines
import Foundation
import Inference
import Storage

/// Everything `acore doctor` looks at, in the order in which things build on each other.
struct Examination {
    let sources: [SettingSource]
    let values: SettingValues

    /// - Parameter sources: with what was set on the page.
    init(sources: [SettingSource]) {
        self.sources = sources
        values = SettingValues(sources)
    }

    var settings: Settings { Settings(values) }
    var places: Places { settings.places }

    func findings() async -> [Finding] {
        var findings = settingsFindings() + openFiles() + [shippedFiles(), persona(), token(), toolchain()]
        findings += packages() + [folder(), disk(), encryption()]
        findings += Components(places: places).findings()
        findings += await database()
        findings.append(port())
        findings += await models()
        findings += await discord()
        return findings
    }

    private func settingsFindings() -> [Finding] {
        let faults = values.faults.map { Finding.wrong("Settings", "\($0)", "mend that line") }
        let warnings = values.warnings.map { Finding.weak("Settings", $0, "remove it, or mend its name") }
        let all = faults + warnings
        return all.isEmpty ? [.well("Settings", "every value can be read")] : all
    }

    /// Files with keys that others can read.
    private func openFiles() -> [Finding] {
        let secrets = Set(Settings.catalogue.filter { $0.kind == .secret }.map(\.name))
        return sources.compactMap { source in
            guard let path = source.file?.path, source.entries.keys.contains(where: secrets.contains),
                let mode = Self.mode(of: path), mode & 0o077 != 0
            else { return nil }
            return .wrong("Settings", "other users of this machine can read the keys in \(path)", "chmod 600 \(path)")
        }
    }

    private var library: PersonaLibrary {
        let shipped = places.share?.appending(path: "personas").path ?? ""
        return PersonaLibrary(shipped: shipped, own: places.ownPersonas.path)
    }

    private func persona() -> Finding {
        do {
            return .well(
                "Persona", try library.persona(settings.companion.reply(settings.models).persona).characterName)
        } catch {
            return .wrong("Persona", "\(error)", "set CHARACTER and FRAMEWORK to ones that are there")
        }
    }

    private func token() -> Finding {
        let providers = ([settings.models.main] + settings.models.fallbacks).map(\.provider)
        guard providers.contains(.openrouter) else { return .well("Token", "the chosen models need none") }
        return values.isSet("OPENROUTER_API_KEY")
            ? .well("Token", "OpenRouter's key is set")
            : .wrong("Token", "OpenRouter is chosen and its key is not set", "set OPENROUTER_API_KEY")
    }

    private func shippedFiles() -> Finding {
        guard places.share != nil else {
            return .wrong(
                "Shipped files", "share/acore is not beside the program", "unpack the whole archive, or set ACORE_SHARE"
            )
        }
        let library = library
        if let fault = library.faults.first {
            return .weak("Personas", "\(fault)", "mend the file; \(library.all.count) characters can be used")
        }
        return .well("Personas", "\(library.all.count) characters")
    }

    private func database() async -> [Finding] {
        let path = places.database.path
        guard FileManager.default.fileExists(atPath: path) else {
            return [.well("Database", "will be made at the first start")]
        }
        do {
            try await SQLiteDatabase.check(path)
        } catch {
            return [.wrong("Database", "\(Refusal(error))", "acore restore FILE, with one of \(places.backups.path)")]
        }
        // A folder that cannot be listed has no backups that could be used.
        let newest = (try? BackupFolder(places.backups.path).backups())?.first?.madeAt
        guard let age = newest.map({ Date().timeIntervalSince($0) }) else {
            return [
                .well("Database", "in order"),
                .weak("Backups", "none yet", "they are made hourly; acore backup makes one now"),
            ]
        }
        return [
            .well("Database", "in order"),
            age < 2 * 3600
                ? .well("Backups", "the newest is \(Int(age / 60)) minutes old")
                : .weak("Backups", "the newest is \(Int(age / 3600)) hours old", "acore backup"),
        ]
    }

    private func models() async -> [Finding] {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .engines)
        let thinking = Thinking(
            settings.models, places: places, client: client, ledger: InMemorySpendLedger(), limits: { .none },
            today: { "" })
        var findings: [Finding] = []
        for (name, state) in await thinking.states.all() {
            switch state {
            case .ready: findings.append(.well("Model", "\(name) answers"))
            case .loading: findings.append(.well("Model", "\(name) has its files"))
            case .missing(let what):
                findings.append(.wrong("Model", "\(name): \(what)", "acore setup, or choose another LLM_PROVIDER"))
            case .failed(let what):
                findings.append(.wrong("Model", "\(name): \(what)", "start it, or choose another LLM_PROVIDER"))
            }
        }
        do { try await client.shutdown() } catch { findings.append(.weak("Model", "\(error)", "try again")) }
        return findings
    }
}
