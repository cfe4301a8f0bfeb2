import Foundation

/// The plain files in a folder and the folders within it, without those whose names begin with a dot. Links are not
/// followed.
struct DocumentFiles {
    struct File: Sendable, Equatable {
        /// Below the folder.
        var path: String
        var fullPath: String
        var bytes: Int
        /// To the second.
        var writtenAt: Date
    }

    private let root: String

    init(_ root: String) { self.root = root }

    /// In the order of their paths; none where the folder is not there.
    ///
    /// - Returns: the first of them, and how many more there are.
    /// - Throws: ``Mistake`` where the folder cannot be read.
    func list(upTo limit: Int) throws(Mistake) -> (files: [File], left: Int) {
        var files: [File] = []
        var folders = [""]
        while let folder = folders.popLast() {
            for name in try names(in: folder) where !name.hasPrefix(".") {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                var facts = stat()
                guard lstat("\(root)/\(path)", &facts) == 0 else { continue }  // it was there a moment ago
                switch facts.st_mode & S_IFMT {
                case S_IFDIR where path.split(separator: "/").count <= DocumentName.depthLimit: folders.append(path)
                case S_IFREG:
                    files.append(
                        File(
                            path: path, fullPath: "\(root)/\(path)", bytes: Int(facts.st_size),
                            writtenAt: Date(timeIntervalSince1970: TimeInterval(facts.st_mtim.tv_sec))))
                default: break
                }
            }
        }
        files.sort { $0.path < $1.path }
        return (Array(files.prefix(limit)), max(0, files.count - limit))
    }

    private func names(in folder: String) throws(Mistake) -> [String] {
        let path = folder.isEmpty ? root : "\(root)/\(folder)"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw Mistake("The folder \(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
