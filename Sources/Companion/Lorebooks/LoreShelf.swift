import Foundation
import Logging
import Synchronization

/// The operator's lorebooks: the JSON files of one folder, read again only when they change. A file that an edit
/// breaks keeps its last good value.
final class LoreShelf: Sendable {
    /// Bytes of all files together; those after them, in the order of their names, are not read.
    static let mostBytes = 32 << 20

    private struct Kept: Sendable {
        var stamp: PersonaFolder.Stamp
        var book: ReadyLorebook?
        var entries = 0
        var size = 0
        var faults: [String] = []
    }

    /// Held while files are read: one reader at a time.
    private let kept = Mutex<[String: Kept]>([:])
    /// Held for moments only.
    private let ready = Mutex<[String: ReadyLorebook]>([:])
    private let said = Mutex<Set<String>>([])
    private let folder: PersonaFolder?
    private let logger = Logger(label: "acore.lore")

    /// - Parameter path: need not exist; nil: there are no files.
    init(_ path: String?) {
        folder = path.map { PersonaFolder(path: $0) }
        reload()
    }

    /// The books by their names, which are those of their files without `.json`.
    var books: [String: ReadyLorebook] { ready.withLock { $0 } }

    /// Looks at the folder again and reads what changed.
    ///
    /// - Parameter wanted: books that somebody names; it is said which are not there.
    func reload(wanted: Set<String> = []) {
        guard let folder else { return }
        let faults = kept.withLock { kept in
            let (entries, faults) = folder.entries()
            guard let entries else { return faults.map(\.description) }
            refresh(&kept, entries)
            let books = kept.compactMapValues(\.book)
            ready.withLock { $0 = books }
            return faults.map(\.description) + kept.sorted { $0.key < $1.key }.flatMap(\.value.faults)
        }
        let known = books
        sayOnce(
            faults
                + wanted.filter { known[$0] == nil }.sorted().map {
                    let hint = NearestWord.hint(for: $0, among: known.keys)
                    return "A character names the lorebook “\($0.prefix(60))”, which is not in \(folder.path)\(hint)."
                })
    }

    /// Says what is wrong, each thing once for as long as it is so.
    private func sayOnce(_ faults: [String]) {
        let new = said.withLock { said in
            defer { said = Set(faults) }
            return faults.filter { !said.contains($0) }
        }
        for fault in new { logger.warning("\(fault)") }
    }

    private func refresh(_ kept: inout [String: Kept], _ entries: [PersonaFolder.Entry]) {
        let ids = Set(entries.map(\.id))
        for id in kept.keys where !ids.contains(id) { kept[id] = nil }
        var room = Self.mostBytes
        for entry in entries {
            if kept[entry.id]?.stamp != entry.stamp {
                kept[entry.id] = read(entry, before: kept[entry.id], room: room)
            }
            room -= kept[entry.id]?.size ?? 0
        }
    }

    private func read(_ entry: PersonaFolder.Entry, before: Kept?, room: Int) -> Kept {
        func refused(_ reason: String) -> Kept {
            let stays = before?.book == nil ? "" : " It stays as it was before this edit."
            var kept = before ?? Kept(stamp: entry.stamp)
            (kept.stamp, kept.faults) = (entry.stamp, ["\(entry.id).json: \(reason)\(stays)"])
            return kept
        }
        do {
            let (bytes, written) = try BoundedFile.read(entry.path, upTo: LoreLimits.fileSize)
            guard bytes.count <= room else {
                return refused("all files together are larger than the \(Self.mostBytes >> 20) MiB that are read.")
            }
            let file = try LoreFile(bytes)
            let book = ReadyLorebook(file.book, name: "file:\(entry.id)", title: entry.id, savedAt: written)
            return Kept(
                stamp: entry.stamp, book: book, entries: file.book.entries.count, size: bytes.count,
                faults: (file.faults + book.index.faults).map { "\(entry.id).json: \($0)" })
        } catch let fault as ImportFault {
            return refused("\(fault.reason).")
        } catch {
            return refused("\(error)")
        }
    }
}

// MARK: For those who look at it

extension LoreShelf {
    /// What there is, by name.
    var summaries: [LorebookSummary] {
        kept.withLock { kept in
            kept.compactMap { name, kept in
                guard let book = kept.book else { return nil }
                return LorebookSummary(
                    name: name, isFile: true, isEnabled: true, entries: kept.entries, size: kept.size,
                    savedAt: book.savedAt)
            }
        }.sorted { $0.name < $1.name }
    }

    /// The file as it is now; nil where there is no such book.
    func bytes(of name: String) throws(Mistake) -> [UInt8]? {
        guard let folder, books[name] != nil, PersonaFolder.isID(name) else { return nil }
        do {
            return try BoundedFile.read(folder.path + "/\(name).json", upTo: LoreLimits.fileSize).bytes
        } catch {
            throw Mistake("The file \(name).json \(error.reason).")
        }
    }
}
