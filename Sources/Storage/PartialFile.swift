/// Writing a file so that its name never stands for half of it.
enum PartialFile {
    static let suffix = ".partial"

    /// Lets `fill` write a new database beside `path`, and gives it that name once it is on the disk.
    ///
    /// - Parameter replacing: whether what has that name may go.
    static func write(_ path: String, replacing: Bool, _ fill: (_ partial: String) throws -> Void) throws {
        // Asked again below; but who must be refused should not wait for a copy first.
        guard replacing || !PrivateFiles.exists(path) else { throw taken(path) }
        let partial = path + suffix
        try discard(partial)
        do {
            try PrivateFiles.create(partial)
            try fill(partial)
            try PrivateFiles.sync(partial)
            if !replacing { try claim(path) }
            try PrivateFiles.move(partial, to: path)
        } catch {
            // What is left of it is removed with the next attempt; the first failure is the one to tell.
            try? discard(partial)
            throw error
        }
    }

    /// Takes the name with an empty file, which only one of several can do.
    private static func claim(_ path: String) throws {
        do {
            try PrivateFiles.create(path)
        } catch {
            throw PrivateFiles.exists(path) ? taken(path) : error
        }
    }

    private static func taken(_ path: String) -> StorageError {
        .takenName(path: path, reason: "there is something of that name")
    }

    /// Removes a database that nobody uses, and what SQLite keeps beside it.
    static func discard(_ path: String) throws {
        for ending in [""] + DatabaseFile.companions { try PrivateFiles.remove(path + ending) }
    }
}
