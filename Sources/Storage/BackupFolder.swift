package import Foundation

/// The folder of automatic backups. Names carry the time, so their age survives restarts.
package struct BackupFolder: Sendable {
    /// A backup by its name; whether it is any good shows only when it is checked.
    package struct Backup: Sendable, Equatable {
        package var path: String
        package var madeAt: Date
    }

    private static let prefix = "acore-"
    private static let suffix = ".sqlite"

    package let path: String

    package init(_ path: String) { self.path = path }

    /// Where a backup made at this moment goes.
    package func path(at date: Date) -> String {
        "\(path)/\(Self.prefix)\(FileTimestamp(date))\(Self.suffix)"
    }

    /// The newest first.
    package func backups() throws -> [Backup] {
        try names().compactMap { name in Self.moment(of: name).map { Backup(path: "\(path)/\(name)", madeAt: $0) } }
            .sorted { $0.madeAt > $1.madeAt }
    }

    /// Removes all but the newest `count` and what an interrupted backup left.
    func prune(keeping count: Int, now: Date) throws {
        for old in try backups().dropFirst(count) { try PrivateFiles.remove(old.path) }
        for name in try names() where name.hasSuffix(PartialFile.suffix) {
            guard let begun = Self.moment(of: String(name.dropLast(PartialFile.suffix.count))) else { continue }
            // A younger one may still be growing.
            if now.timeIntervalSince(begun) > 86_400 { try PrivateFiles.remove("\(path)/\(name)") }
        }
    }

    private func names() throws -> [String] {
        PrivateFiles.exists(path) ? try PrivateFiles.names(in: path) : []
    }

    private static func moment(of name: String) -> Date? {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
        return FileTimestamp(String(name.dropFirst(prefix.count).dropLast(suffix.count)))?.date
    }
}
