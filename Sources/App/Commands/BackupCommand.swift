import ArgumentParser
import Foundation
import Storage

struct BackupCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes a verified copy of the database, also while Acore runs.")

    @Argument(help: "The file to write; by default a dated one among the data.")
    var file: String?

    func execute() async throws {
        let places = Places(SettingValues(SettingsLoader().sources()))
        let path = file ?? BackupFolder(places.backups.path).path(at: Date(), for: .manual)
        if let file { try Self.checkFolder(of: file) }
        try await withDatabase(places) { try await $0.backup(to: path) }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        print("\(path)  (\(size.formatted(.byteCount(style: .file))), verified)")
        print("It holds every talk, the hashes of passwords and keys, and the providers' keys set on the page.")
        print("Whoever is forgotten later still stands in it; where it is put back they are forgotten again.")
        print("It is not encrypted: keep it where nobody else can read it.")
    }

    /// - Throws: ``Refusal`` where nothing can be made there.
    private static func checkFolder(of path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw Refusal("\(folder) is not a folder that this user can write in. Name another.")
        }
    }
}

struct RestoreCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Puts a backup in the database's place; the present one is set aside.")

    @Argument(help: "The backup, such as one of those in the data's backups folder.")
    var file: String

    func execute() async throws {
        let places = Places(SettingValues(SettingsLoader().sources()))
        let lock = try DataLock(.alone, in: places.data)
        let aside = try await SQLiteDatabase.restore(from: file, to: places.database.path, knowing: schema)
        withExtendedLifetime(lock) {}
        print("Restored.\(aside.map { " What was there before is now \($0)." } ?? "")")
        print("Whoever was forgotten since it was made is forgotten in it at the next start.")
    }
}
