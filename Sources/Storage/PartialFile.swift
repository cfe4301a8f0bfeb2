/// Writing a file so that its name never stands for half of it.
enum PartialFile {
    static let suffix = ".partial"

    /// Lets `fill` write a new database beside `path`, and gives it that name once it is on the disk.
    static func write(_ path: String, _ fill: (_ partial: String) throws -> Void) throws {
        let partial = path + suffix
        try discard(partial)
        do {
            try PrivateFiles.create(partial)
            try fill(partial)
            try PrivateFiles.sync(partial)
            try PrivateFiles.move(partial, to: path)
        } catch {
            // What is left of it is removed with the next attempt; the first failure is the one to tell.
            try? discard(partial)
            throw error
        }
    }

    /// Removes a database that nobody uses, and what SQLite keeps beside it.
    static func discard(_ path: String) throws {
        for ending in [""] + DatabaseFile.companions { try PrivateFiles.remove(path + ending) }
    }
}
