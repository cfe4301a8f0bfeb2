package import Foundation

/// The folder of backups. Names carry the time and what for, so both survive restarts.
package struct BackupFolder: Sendable {
    /// What a backup was made for, which decides how long it stays. The value is part of its name.
    package enum Kind: String, Sendable, CaseIterable {
        case hourly = ""
        /// Before the schema changes: the last three stay for a week.
        case migration = "-migration"
        /// Somebody asked for it: it stays until they remove it.
        case manual = "-manual"
    }

    /// A backup by its name; whether it is any good shows only when it is checked.
    package struct Backup: Sendable, Equatable {
        package var path: String
        package var madeAt: Date
        package var kind: Kind
    }

    /// Backups that are made by themselves stay no longer, however few there are: what people had forgotten must not
    /// stand in them for ever.
    package static let longest: TimeInterval = 7 * 86_400

    private static let prefix = "acore-"
    private static let suffix = ".sqlite"

    package let path: String

    package init(_ path: String) { self.path = path }

    /// Where a backup made at this moment goes.
    package func path(at date: Date, for kind: Kind = .hourly) -> String {
        "\(path)/\(Self.prefix)\(FileTimestamp(date))\(kind.rawValue)\(Self.suffix)"
    }

    /// The newest first. Those that seem to be made later than `now` come last: the clock was wrong then.
    package func backups(asOf now: Date = Date()) throws -> [Backup] {
        try names().compactMap(backup(named:)).sorted { first, second in
            let areLater = (first.madeAt > now, second.madeAt > now)
            return areLater.0 == areLater.1 ? first.madeAt > second.madeAt : areLater.1
        }
    }

    /// Removes all but the newest `count` of every hour, old ones from before migrations, all that are older than
    /// ``longest`` but for those made by hand, and what interrupted backups left.
    func prune(keeping count: Int, now: Date) throws {
        let all = try backups(asOf: now)
        for (kind, limit) in [(Kind.hourly, count), (.migration, 3)] {
            for (number, backup) in all.filter({ $0.kind == kind }).enumerated()
            // The clock may have been wrong then.
            where number >= limit || abs(now.timeIntervalSince(backup.madeAt)) > Self.longest {
                try PrivateFiles.remove(backup.path)
            }
        }
        for name in try names() where name.hasSuffix(PartialFile.suffix) {
            guard let begun = backup(named: String(name.dropLast(PartialFile.suffix.count))) else { continue }
            // A younger one may still be growing.
            if now.timeIntervalSince(begun.madeAt) > 86_400 { try PrivateFiles.remove("\(path)/\(name)") }
        }
    }

    private func names() throws -> [String] {
        PrivateFiles.exists(path) ? try PrivateFiles.names(in: path) : []
    }

    private func backup(named name: String) -> Backup? {
        guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else { return nil }
        let words = name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
        guard let moment = FileTimestamp(String(words.prefix(FileTimestamp.length))),
            let kind = Kind(rawValue: String(words.dropFirst(FileTimestamp.length)))
        else { return nil }
        return Backup(path: "\(path)/\(name)", madeAt: moment.date, kind: kind)
    }
}
