import Foundation

/// Finds the files of acore-bot in its folder `data`: only where they belong, never over a link, and not without end.
struct OldBotFolder {
    /// Files beyond this many are not read.
    static let fileLimit = 50_000
    /// Names of one folder beyond this many are not looked at.
    static let nameLimit = 100_000
    /// Folders in folders of documents; what lies deeper is not read.
    static let depthLimit = 8
    /// A name that says more than file systems usually take is odd.
    static let nameByteLimit = 255

    struct Entry {
        var file: OldBotFile
        /// Inside `root`.
        var path: String
    }

    let root: String
    private(set) var entries: [Entry] = []
    private var unread = 0

    /// Takes the folder of the whole program too: then its `data` is read.
    init(_ path: String) throws(ImportFault) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw ImportFault("This is not the name of a folder.") }
        let inside = path + "/data"
        root = Self.kind(of: inside) == .folder ? inside : path
        guard Self.kind(of: root + "/.") == .folder else {
            throw ImportFault("“\(path.onOneLine(200))” is not a folder. Name the folder “data” of acore-bot.")
        }
    }

    /// Fills ``entries`` in the order in which they should be read.
    mutating func look(into report: inout ImportReport) throws(ImportFault) {
        let names: [String]
        do { names = try Self.names(in: root) } catch {
            throw ImportFault("The folder “\(root.onOneLine(200))” \(error.reason).")
        }
        guard names.contains(where: Self.isOurs) else {
            throw ImportFault("There is nothing of acore-bot in this folder. Name its folder “data”.")
        }
        for name in names where !name.hasPrefix(".") { look(at: name, &report) }
        entries.sort { Self.order($0) < Self.order($1) }
        if unread > 0 {
            report.leaveOut("", "\(unread) more files are not read: at most \(Self.fileLimit) are")
        }
    }

    private static func order(_ entry: Entry) -> (Int, String, String, String) {
        let order = entry.file.order
        return (order.0, order.1, order.2, entry.path)
    }

    private static func isOurs(_ name: String) -> Bool {
        OldBotFile.Folder(rawValue: name) != nil || [OldBotFile.documents, OldBotFile.triviaLeaderboard].contains(name)
    }

    private mutating func look(at name: String, _ report: inout ImportReport) {
        if let folder = OldBotFile.Folder(rawValue: name) {
            lookIn(folder, &report)
        } else if name == OldBotFile.documents {
            lookInDocuments(name, category: nil, depth: 1, &report)
        } else if name == OldBotFile.triviaLeaderboard {
            add(.triviaScores, name, &report)
        } else {
            report.leaveOut(name, Self.reasonNotToRead(name))
        }
    }

    private mutating func lookIn(_ folder: OldBotFile.Folder, _ report: inout ImportReport) {
        for name in names(in: folder.rawValue, &report) {
            let path = folder.rawValue + "/" + name
            if let file = folder.file(named: name) {
                add(file, path, &report)
            } else {
                report.leaveOut(path, "a name like \(folder.example) is wanted")
            }
        }
    }

    private mutating func lookInDocuments(
        _ path: String, category: String?, depth: Int, _ report: inout ImportReport
    ) {
        guard depth <= Self.depthLimit else {
            return report.leaveOut(path, "folders more than \(Self.depthLimit) deep are not read")
        }
        for name in names(in: path, &report) {
            let inner = path + "/" + name
            if Self.kind(of: root + "/" + inner) == .folder {
                lookInDocuments(inner, category: name, depth: depth + 1, &report)
            } else if let file = OldBotFile.document(named: name, in: category) {
                add(file, inner, &report)
            } else {
                report.leaveOut(inner, "only documents that end in .txt or .md are read")
            }
        }
    }

    private mutating func add(_ file: OldBotFile, _ path: String, _ report: inout ImportReport) {
        switch Self.kind(of: root + "/" + path) {
        case .file where entries.count < Self.fileLimit: entries.append(Entry(file: file, path: path))
        case .file: unread += 1
        case .link: report.leaveOut(path, "is a link; links are not followed, put the file itself there")
        default: report.leaveOut(path, "is not a plain file")
        }
    }
}

extension OldBotFolder {
    private enum Kind {
        case file, folder, link, other
    }

    private static func kind(of path: String) -> Kind {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { return .other }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .other
        }
    }

    private func names(in path: String, _ report: inout ImportReport) -> [String] {
        switch Self.kind(of: root + "/" + path) {
        case .folder: break
        case .link:
            report.leaveOut(path, "is a link; links are not followed, put the folder itself there")
            return []
        default:
            report.leaveOut(path, "is not a folder")
            return []
        }
        do {
            let names = try Self.names(in: root + "/" + path).filter { !$0.hasPrefix(".") }
            let odd = names.filter(Self.isOdd)
            for name in odd { report.leaveOut(path + "/" + name, "its name is odd") }
            return names.filter { !Self.isOdd($0) }
        } catch {
            report.leaveOut(path, error.reason)
            return []
        }
    }

    /// Sorted, so that one folder gives one report.
    private static func names(in path: String) throws(ImportFault) -> [String] {
        guard let folder = opendir(path) else { throw ImportFault("may not be read by this user") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
            guard names.count < nameLimit else {
                throw ImportFault("has more than \(nameLimit) files; nothing of it is read")
            }
        }
        return names.sorted()
    }

    private static func isOdd(_ name: String) -> Bool {
        name.utf8.count > nameByteLimit || name.contains("\u{FFFD}")
            || name.unicodeScalars.contains(where: String.isOdd)
    }

    private static func reasonNotToRead(_ name: String) -> String {
        switch name {
        case "vector_store": "is made anew from the documents"
        case "metrics": "figures of another program say nothing here"
        case "temp": "holds scratch files only"
        case "cookies.txt": "sign-ins to other sites are not copied"
        case "voice_models": "voices are set up anew"
        default: "is not a part of this import"
        }
    }
}
