import Foundation

/// Files that are written all together or not at all, and over none that is there, unless that is wanted.
struct NewFiles: Sendable {
    struct File: Sendable {
        var folder: String
        /// Safe as the name of a file.
        var name: String
        var bytes: [UInt8]

        var path: String { folder + "/" + name }
        var partial: String { folder + "/." + name + ".partial" }
    }

    let isReplacing: Bool
    private var files: [File] = []

    init(replacing: Bool) { isReplacing = replacing }

    /// - Parameter folders: others where the name must be free, too.
    mutating func add(_ file: File, besides folders: [String] = []) throws(Mistake) {
        guard !files.contains(where: { $0.path == file.path }) else {
            throw Mistake("Two of the files would become \(file.path). Bring them one after the other.")
        }
        let taken = [file.path] + folders.map { $0 + "/" + file.name }
        if !isReplacing, let path = taken.first(where: Self.exists) {
            throw Mistake("\(path) is there already. With --replace this one takes its place.")
        }
        files.append(file)
    }

    func write() throws(Mistake) {
        var named: [File] = []
        do {
            for file in files { try Self.writePartial(file) }
            for file in files {
                try place(file)
                named.append(file)
            }
        } catch {
            for file in files { unlink(file.partial) }
            // What took another's place cannot be undone; it is whole.
            if !isReplacing { for file in named { unlink(file.path) } }
            throw error
        }
    }

    private static func writePartial(_ file: File) throws(Mistake) {
        do {
            try FileManager.default.createDirectory(
                atPath: file.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Mistake("\(file.folder) cannot be made. Give this user the folder above it.")
        }
        unlink(file.partial)  // of an attempt that broke off
        let descriptor = open(file.partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(file) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: file.bytes)
            try handle.synchronize()
        } catch {
            throw failure(file)
        }
    }

    private func place(_ file: File) throws(Mistake) {
        if isReplacing {
            guard rename(file.partial, file.path) == 0 else { throw Self.failure(file) }
        } else {
            // Of two that want one name, one gets it.
            guard link(file.partial, file.path) == 0 else { throw Self.failure(file) }
            unlink(file.partial)
        }
    }

    private static func failure(_ file: File) -> Mistake {
        let reason = String(cString: strerror(errno))
        return Mistake("\(file.path) cannot be written: \(reason). Make room, or give this user its folder.")
    }

    private static func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }
}
