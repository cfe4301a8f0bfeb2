package import Foundation
import Logging
package import ServiceLifecycle
import Storage
import Synchronization

/// The operator's own folder of documents, for everybody: what lies there can be asked about, folders are categories.
///
/// It is looked through at the start, beside everything else, and when somebody asks for it. Only files that are new
/// or were written since are read; those that are gone are removed.
package final class DocumentFolder: Service {
    /// Whose documents they are.
    private static let owner = "operator"
    private static let audience = Audience.everyone
    /// Files that are looked at; more are left out, and named.
    private static let mostFiles = DocumentQuota.everyone.files

    private let path: String
    private let library: DocumentLibrary
    private let isReading = Mutex(false)
    private let logger = Logger(label: "acore.documents")

    /// - Parameter path: the folder; it need not exist.
    package init(path: String, library: DocumentLibrary) {
        self.path = path
        self.library = library
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            do {
                let outcome = try await self.reload()
                if !outcome.isEmpty {
                    self.logger.info(
                        "documents read",
                        metadata: [
                            "documents": "\(outcome.documents)", "passages": "\(outcome.passages)",
                            "new": "\(outcome.added)", "changed": "\(outcome.changed)", "removed": "\(outcome.removed)",
                        ])
                }
            } catch is CancellationError {
                return
            } catch {
                self.logger.warning("the folder of documents was not read", metadata: ["error": "\(error)"])
            }
        }
        try await gracefulShutdown()
    }

    /// Brings what is known into line with the folder.
    ///
    /// - Throws: ``Mistake`` where that is being done already, or the folder cannot be read.
    package func reload() async throws -> DocumentFolderOutcome {
        let isFree = isReading.withLock { isReading in
            defer { isReading = true }
            return !isReading
        }
        guard isFree else { throw Mistake("The documents are being read just now. Try again in a minute.", .busy) }
        defer { isReading.withLock { $0 = false } }
        return try await read()
    }

    private func read() async throws -> DocumentFolderOutcome {
        var outcome = DocumentFolderOutcome()
        let (files, left) = try DocumentFiles(path).list(upTo: Self.mostFiles)
        if left > 0 { outcome.note("\(left) more files", "more than \(Self.mostFiles) are not read") }
        var known = try await library.store.files(of: Self.audience)
        var seen: Set<String> = []
        for file in files {
            try Task.checkCancellation()
            guard let path = outcome.attempt(file.path, { try DocumentName(file.path).path }) else { continue }
            guard seen.insert(path).inserted else {
                outcome.note(file.path, "another file has the same name and folder")
                continue
            }
            guard known.removeValue(forKey: path)?.isSame(as: file) != true else { continue }
            await take(file, &outcome)
        }
        for (_, gone) in known {
            if try await library.remove(gone.id, of: Self.audience) != nil { outcome.removed += 1 }
        }
        let all = try await library.list(of: Self.audience)
        outcome.documents = all.count
        outcome.passages = all.reduce(0) { $0 + $1.chunkCount }
        return outcome
    }

    /// What is wrong with one file keeps no other from being read.
    private func take(_ file: DocumentFiles.File, _ outcome: inout DocumentFolderOutcome) async {
        do {
            let (bytes, written) = try BoundedFile.read(file.fullPath, upTo: DocumentLimits.fileSize)
            let addition = try await library.add(
                bytes, named: file.path, by: Self.owner, for: Self.audience, modifiedAt: written)
            if !addition.hasReplaced { outcome.added += 1 } else if !addition.isUnchanged { outcome.changed += 1 }
        } catch {
            outcome.note(file.path, "\(error)")
            logger.warning("a document was not read", metadata: ["file": "\(file.path)", "error": "\(error)"])
        }
    }
}
