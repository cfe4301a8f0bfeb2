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

    private var settings: Settings { Settings(values) }
    private var places: Places { settings.places }

    func findings() async -> [Finding] {
        var findings = settingsFindings() + [shippedFiles(), toolchain(), folder(), disk(), encryption()]
        findings += Components(places: places).findings()
        findings += await database()
        findings.append(port())
        findings += await models()
        return findings
    }

    private func settingsFindings() -> [Finding] {
        let faults = values.faults.map { Finding.wrong("Settings", "\($0)", "mend that line") }
        let warnings = values.warnings.map { Finding.weak("Settings", $0, "remove it, or mend its name") }
        let all = faults + warnings
        return all.isEmpty ? [.well("Settings", "every value can be read")] : all
    }

    private func shippedFiles() -> Finding {
        guard let share = places.share else {
            return .wrong(
                "Shipped files", "share/acore is not beside the program", "unpack the whole archive, or set ACORE_SHARE"
            )
        }
        let library = PersonaLibrary(shipped: share.appending(path: "personas").path, own: places.ownPersonas.path)
        if let fault = library.faults.first {
            return .weak("Personas", "\(fault)", "mend the file; \(library.all.count) characters can be used")
        }
        return .well("Personas", "\(library.all.count) characters")
    }

    private func toolchain() -> Finding {
        guard let share = places.share,
            FileManager.default.fileExists(atPath: share.appending(path: "../../Package.swift").standardized.path)
        else { return .well("Toolchain", "not needed: this is a built archive") }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/swift") }) else {
            return .weak("Toolchain", "swift is not on the PATH", "install it from swift.org/install to build again")
        }
        return .well("Toolchain", "swift is on the PATH")
    }

    private func folder() -> Finding {
        let path = places.data.path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {  // told apart below
            return .well("Data", "\(path) will be made at the first start")
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            return .wrong("Data", "\(path) cannot be written by this user", "chown -R $(id -un) \(path)")
        }
        let mode = attributes[.posixPermissions] as? Int ?? 0
        guard mode & 0o077 == 0 else {
            return .wrong("Data", "other users of this machine can look into \(path)", "chmod 700 \(path)")
        }
        return .well("Data", path)
    }

    private func disk() -> Finding {
        let folder = FileManager.default.fileExists(atPath: places.home.path) ? places.home.path : NSHomeDirectory()
        // A file system that does not tell is as good as one that cannot be seen.
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        let free = attributes?[.systemFreeSize] as? Int
        guard let free else { return .weak("Disk", "the free space cannot be seen", "df -h \(folder)") }
        let words = free.formatted(.byteCount(style: .file))
        return free < 1_000_000_000
            ? .weak("Disk", "only \(words) free", "make room on the disk of \(folder)") : .well("Disk", "\(words) free")
    }

    private func encryption() -> Finding {
        DiskEncryption.isEncrypted(places.data.path)
            ? .well("Encryption", "the data's disk is encrypted")
            : .weak(
                "Encryption", "the data's disk does not look encrypted; who holds it can read every talk",
                "keep ACORE_DATA on an encrypted disk (LUKS)")
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

    private func port() -> Finding {
        let port = settings.dashboard.port
        guard port > 0, let holder = PortHolder.name(of: port) else { return .well("Port", "\(port) is free") }
        return holder.hasPrefix("acore ")
            ? .well("Port", "\(port) is Acore's own: \(holder)")
            : .wrong("Port", "\(port) is taken by \(holder)", "stop it, or set DASHBOARD_PORT")
    }

    private func models() async -> [Finding] {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .engines)
        let thinking = Thinking(
            settings.models, places: places, client: client, ledger: InMemorySpendLedger(), today: { "" })
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
