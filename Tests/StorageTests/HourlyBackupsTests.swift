import Foundation
import Testing

@testable import Storage

@Suite struct HourlyBackupsTests {
    let folder: TestFolder
    let start = Date(timeIntervalSince1970: 1_700_000_000)

    init() throws { folder = try TestFolder() }

    func run(sleeps: Int, keeping kept: Int = 7) async throws -> (SimulatedTime, BackupFolder) {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let backups = try #require(database.backups)
        let time = SimulatedTime(from: start, sleeps: sleeps)
        try await HourlyBackups(of: database, keeping: kept, clock: time, now: { time.date })?.run()
        try await database.close()
        return (time, backups)
    }

    @Test func `the first comes soon, the others by the hour`() async throws {
        let (time, backups) = try await run(sleeps: 3)
        #expect(time.sleeps == [.seconds(60), .seconds(3600), .seconds(3600)])
        #expect(
            try backups.backups().map(\.madeAt)
                == [7260, 3660, 60].map { start.addingTimeInterval($0) })
        #expect(try Backup.check(try #require(try backups.backups().first).path).migrations == ["words"])
    }

    @Test func `the newest seven are kept, and what is not ours`() async throws {
        let first = try await SQLiteDatabase.withWords(at: folder.database)
        try await first.close()
        let strange = folder.path + "/backups/acore-mine.sqlite"
        try Data("mine".utf8).write(to: URL(filePath: strange))
        let cutOff = BackupFolder(folder.path + "/backups").path(at: start.addingTimeInterval(-90_000)) + ".partial"
        try Data("half".utf8).write(to: URL(filePath: cutOff))
        let (_, backups) = try await run(sleeps: 9)
        #expect(try backups.backups().count == 7)
        #expect(try backups.backups().last?.madeAt == start.addingTimeInterval(60 + 2 * 3600))
        #expect(PrivateFiles.exists(strange))
        #expect(!PrivateFiles.exists(cutOff))
    }

    @Test func `those made while the clock was ahead go first`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let backups = try #require(database.backups)
        for day in 1...7 {
            try await database.backup(to: backups.path(at: start.addingTimeInterval(Double(day) * 86_400)))
        }
        try await database.close()
        let (time, _) = try await run(sleeps: 2)
        let past = try backups.backups(asOf: time.date).filter { $0.madeAt <= time.date }
        #expect(past.map(\.madeAt) == [time.date, time.date.addingTimeInterval(-3600)])
        #expect(try backups.backups(asOf: time.date).first == past.first)
        #expect(try backups.backups(asOf: time.date).count == 7)
    }

    @Test func `what is older than a week goes, however few there are, but for those made by hand`() async throws {
        let first = try await SQLiteDatabase.withWords(at: folder.database)
        let backups = try #require(first.backups)
        for kind in BackupFolder.Kind.allCases {
            try await first.backup(to: backups.path(at: start.addingTimeInterval(-6 * 86_400), for: kind))
            try await first.backup(to: backups.path(at: start.addingTimeInterval(-8 * 86_400), for: kind))
        }
        try await first.close()
        let (time, _) = try await run(sleeps: 1)
        let left = try backups.backups()
        #expect(left.count { $0.kind == .manual } == 2)
        #expect(
            left.filter { $0.kind != .manual }.map(\.madeAt).sorted() == [
                start.addingTimeInterval(-6 * 86_400), start.addingTimeInterval(-6 * 86_400), time.date,
            ])
    }

    @Test func `those made by hand stay, and three from before migrations`() async throws {
        let first = try await SQLiteDatabase.withWords(at: folder.database)
        let backups = try #require(first.backups)
        for day in 1...5 {
            let date = start.addingTimeInterval(Double(-day) * 86_400)
            try await first.backup(to: backups.path(at: date, for: .migration))
            try await first.backup(to: backups.path(at: date, for: .manual))
        }
        try await first.close()
        let (time, _) = try await run(sleeps: 9)
        let all = try backups.backups(asOf: time.date)
        #expect(BackupFolder.Kind.allCases.map { kind in all.count { $0.kind == kind } } == [7, 3, 5])
        #expect(all.first { $0.kind == .migration }?.madeAt == start.addingTimeInterval(-86_400))
    }

    @Test func `a log that somebody reads in is not emptied, and says so`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.close()
        let file = try SQLiteFile(path: folder.database, for: .writing, busyTimeout: .zero)
        let reader = try SQLiteFile(path: folder.database, for: .reading)
        try reader.use { reader in
            try reader.snapshot { reader in
                _ = try reader.rows("SELECT * FROM words")
                _ = try file.use { try $0.execute("INSERT INTO words (text) VALUES ('a')") }
                #expect(throws: StorageError.busy(reason: "somebody reads in the database's log")) {
                    try file.use(SQLiteFile.emptyLog)
                }
            }
        }
        try file.use(SQLiteFile.emptyLog)
        #expect(PrivateFiles.size(folder.database + "-wal") == 0)
    }

    @Test func `the age of the last one survives a restart`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let backups = try #require(database.backups)
        try await database.backup(to: backups.path(at: start.addingTimeInterval(-3000)))
        try await database.close()
        let (time, _) = try await run(sleeps: 1)
        #expect(time.sleeps == [.seconds(600)])
    }

    @Test func `a backup that fails is tried again sooner, and the old ones stay`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let backups = try #require(database.backups)
        try await database.backup(to: backups.path(at: start.addingTimeInterval(-7200)))
        // A folder where the next backup would be written.
        let blocked = backups.path(at: start.addingTimeInterval(60)) + ".partial"
        try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: false)
        let time = SimulatedTime(from: start, sleeps: 2)
        try await HourlyBackups(of: database, keeping: 1, clock: time, now: { time.date })?.run()
        #expect(time.sleeps == [.seconds(60), .seconds(600)])
        #expect(try backups.backups().map(\.madeAt) == [start.addingTimeInterval(660)])
        try await database.close()
    }

    @Test func `a database in memory has none`() {
        #expect(HourlyBackups(of: SQLiteDatabase.inMemory()) == nil)
    }

    @Test func `the wait goes by the newest one's age and is never more than an hour`() {
        let schedule = BackupSchedule()
        func wait(_ age: TimeInterval?) -> Duration {
            schedule.wait(afterStartAt: start, newest: age.map { start.addingTimeInterval(-$0) })
        }
        #expect(wait(nil) == .seconds(60))
        #expect(wait(0) == .seconds(3600))
        #expect(wait(3599) == .seconds(60))
        #expect(wait(1_000_000) == .seconds(60))
        #expect(wait(-86_400) == .seconds(3600), "the clock was set back")
    }

    @Test(arguments: [
        "20260230-000000", "20261301-000000", "2026010-1000000", "20260101-240000", "20260101_000000", "",
        "20260101-00000a", "٢٠٢٦٠١٠١-000000", "+2026011-000000",
    ])
    func `a name that is no moment is not one of ours`(_ text: String) {
        #expect(FileTimestamp(text) == nil)
    }

    @Test func `a moment is written and read back`() {
        let moment = FileTimestamp("20260131-184502")
        #expect(moment?.description == "20260131-184502")
        #expect(moment?.date == Date(timeIntervalSince1970: 1_769_885_102))
    }
}
