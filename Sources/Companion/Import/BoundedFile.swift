import Foundation

/// Opens files of other programs: plain files only, no links, nothing that is too large.
enum BoundedFile {
    static func open(_ path: String, upTo limit: Int) throws(ImportFault) -> (file: FileHandle, facts: stat) {
        // A pipe would wait for its writer.
        let descriptor = Foundation.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw refusal(errno) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw ImportFault("is not a plain file")
        }
        guard facts.st_size <= limit else { throw tooLarge(facts.st_size, limit) }
        return (file, facts)
    }

    /// The whole of it, and when it was written last.
    static func read(_ path: String, upTo limit: Int) throws(ImportFault) -> (bytes: [UInt8], written: Date) {
        let (file, facts) = try open(path, upTo: limit)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(facts.st_size) + 1)
        while bytes.count <= facts.st_size {
            let part = try read(file, atMost: Int(facts.st_size) - bytes.count + 1)
            if part.isEmpty { break }
            bytes += part
        }
        guard bytes.count == facts.st_size else {
            throw ImportFault("is being written at this moment; stop the program that writes it and try again")
        }
        return (bytes, Date(timeIntervalSince1970: TimeInterval(facts.st_mtim.tv_sec)))
    }

    /// What comes next; nothing at the end.
    static func read(_ file: FileHandle, atMost count: Int) throws(ImportFault) -> Data {
        do { return try file.read(upToCount: count) ?? Data() } catch { throw ImportFault("cannot be read") }
    }

    private static func refusal(_ code: Int32) -> ImportFault {
        switch code {
        case ELOOP: ImportFault("is a link; links are not followed, put the file itself there")
        case EACCES, EPERM: ImportFault("may not be read by this user")
        case ENOENT, ENOTDIR: ImportFault("is not there")
        default: ImportFault("cannot be opened (\(String(cString: strerror(code))))")
        }
    }

    private static func tooLarge(_ size: some BinaryInteger, _ limit: Int) -> ImportFault {
        ImportFault("has \(size >> 20) MiB, at most \(limit >> 20) MiB are read; leave it out or split it")
    }
}
