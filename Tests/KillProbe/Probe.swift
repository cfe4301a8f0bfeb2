import Foundation
import Storage

#if canImport(Glibc)
    import Glibc
#endif

/// What the program does until it is killed. What it prints has been acknowledged.
struct Probe: Sendable {
    let database: SQLiteDatabase

    /// Writes pairs of rows from four tasks, for ever.
    func writePairs() async throws {
        try await database.migrate([
            Migration("pairs", "CREATE TABLE pair (number BIGINT NOT NULL, half BIGINT NOT NULL)")
        ])
        let last = try await database.read { try $0.row("SELECT MAX(number) AS last FROM pair")?.optionalInt("last") }
        try await withThrowingDiscardingTaskGroup { group in
            for lane in 1...4 {
                group.addTask { try await writePairs(from: (last ?? 0) + lane) }
            }
        }
    }

    private func writePairs(from first: Int) async throws {
        for number in sequence(first: first, next: { $0 + 4 }) {
            try await write(pair: number)
            say("\(number)")
        }
    }

    private func write(pair number: Int) async throws {
        try await database.write { sql in
            try sql.insert("pair", ["number": SQLValue(number), "half": 0])
            try sql.insert("pair", ["number": SQLValue(number), "half": 1])
        }
    }

    /// Runs migrations that take a while, of which each fills a table with 20,000 rows.
    func migrate() async throws {
        let steps = (1...3).map { number in
            Migration(
                "step \(number)",
                """
                CREATE TABLE step\(number) (n BIGINT NOT NULL);
                INSERT INTO step\(number) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 20000)
                    SELECT n FROM c;
                """)
        }
        for count in 1...steps.count {
            say("\(count)")
            try await database.migrate(Array(steps.prefix(count)))
        }
    }

    /// Meets a disk that is full all of a sudden, and then has room again.
    func fillDisk() async throws {
        try await database.migrate([Migration("kept", "CREATE TABLE kept (words TEXT NOT NULL)")])
        try await keep("before")
        allowFiles(ofSize: 60_000)  // enough for SQLite's own files beside the database
        do {
            try await keep(String(repeating: "full ", count: 20_000))
            say("kept on a full disk")
        } catch StorageError.cannotWrite {
            say("refused")
        }
        try await say("reads \(count())")
        allowFiles(ofSize: .max)
        try await keep("after")
        try await say("keeps \(count())")
        try await database.close()
    }

    private func keep(_ words: String) async throws {
        try await database.write { try $0.insert("kept", ["words": .text(words)]) }
    }

    private func count() async throws -> Int {
        try await database.read { try $0.row("SELECT COUNT(*) AS n FROM kept")?.int("n") ?? -1 }
    }

    /// One write call a line, so that a kill cuts between lines.
    private func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Larger writes fail as on a failing disk.
    private func allowFiles(ofSize bytes: UInt) {
        signal(SIGXFSZ, SIG_IGN)
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        #else
            let resource = RLIMIT_FSIZE
        #endif
        var limit = rlimit()
        getrlimit(resource, &limit)
        limit.rlim_cur = min(rlim_t(bytes), limit.rlim_max)
        setrlimit(resource, &limit)
    }
}
