import Foundation
import Testing

@testable import Storage

/// What was acknowledged survives `kill -9`. `ACORE_KILLS=1000` kills more often, `ACORE_SEED=…` repeats a run.
@Suite struct KillTests {
    static let environment = ProcessInfo.processInfo.environment
    static let kills = environment["ACORE_KILLS"].flatMap { Int($0) } ?? 200

    static func generator(_ name: String) -> SeededGenerator {
        let seed = environment["ACORE_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)
        print("\(name): ACORE_SEED=\(seed)")
        return SeededGenerator(seed: seed)
    }

    @Test func `nothing acknowledged is lost, and no change is made by half`() async throws {
        var random = Self.generator("kills while writing")
        let folder = try TestFolder()
        var acknowledged: Set<Int> = []
        for round in 1...Self.kills {
            let said = try await KillProbe.run(
                ["pairs", folder.database], killAfter: .random(in: 0...16, using: &random),
                pause: .random(in: 0...2000, using: &random))
            acknowledged.formUnion(said.compactMap { Int($0) })
            let kept = try await keptPairs(folder.database)
            #expect(acknowledged.isSubset(of: kept), "round \(round)")
        }
        #expect(acknowledged.count > Self.kills, "the probe must have written")
        print("kills while writing: \(Self.kills), acknowledged: \(acknowledged.count)")
    }

    /// Opens the file as the next start would, and returns the whole pairs in it.
    private func keptPairs(_ path: String) async throws -> Set<Int> {
        let database = try await SQLiteDatabase.open(at: path)
        #expect(database.report.restoration == nil)
        let kept = try await database.read { sql -> Set<Int> in
            let connection = try #require(sql as? SQLiteConnection)
            #expect(try Backup.fault(in: connection) == nil)
            guard try Migrator.applied(on: connection).contains("pairs") else { return [] }
            let halves = try sql.rows("SELECT number FROM pair GROUP BY number HAVING COUNT(*) <> 2")
            #expect(halves.isEmpty)
            return Set(try sql.rows("SELECT number FROM pair WHERE half = 0").map { try $0.int("number") })
        }
        try await database.close()
        return kept
    }

    @Test func `a migration that is killed has run or has not`() async throws {
        var random = Self.generator("kills while migrating")
        for _ in 0..<30 {
            let folder = try TestFolder()
            _ = try await KillProbe.run(
                ["migrate", folder.database], killAfter: .random(in: 0...3, using: &random),
                pause: .random(in: 0...12_000, using: &random))
            let database = try await SQLiteDatabase.open(at: folder.database)
            try await database.read { sql in
                let connection = try #require(sql as? SQLiteConnection)
                let applied = try Migrator.applied(on: connection)
                let contents = try Contents(of: connection)
                let steps = contents.rows.filter { $0.key.hasPrefix("step") }
                #expect(applied == (0..<steps.count).map { "step \($0 + 1)" })
                #expect(steps.values.allSatisfy { $0 == 20_000 })
            }
            for backup in try #require(database.backups).backups() { _ = try Backup.check(backup.path) }
            try await database.close()
        }
    }
}
