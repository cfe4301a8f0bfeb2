package import Foundation

/// Takes files in as documents, shows them and removes them: for commands, the page and the operator's folder.
package struct DocumentLibrary: Sendable {
    package let store: DocumentStore
    private let pdfText: PDFText
    private let didChange: @Sendable () -> Void

    /// - Parameter didChange: told when there is something to be made findable, or to be found no more.
    package init(store: DocumentStore, pdfText: @escaping PDFText, didChange: @escaping @Sendable () -> Void = {}) {
        self.store = store
        self.pdfText = pdfText
        self.didChange = didChange
    }

    /// Takes a file in; one of the same name and folder for the same people is replaced. Mind who may do that.
    ///
    /// - Parameters:
    ///   - path: its name, with folders where it has some.
    ///   - owner: who brings it.
    ///   - audience: who is told of it.
    /// - Throws: ``Mistake`` with what is the matter with the file.
    package func add(
        _ file: [UInt8], named path: String, by owner: String, for audience: Audience, modifiedAt: Date? = nil
    ) async throws -> DocumentAddition {
        do {
            let read = try await Self.read(file, DocumentName(path), modifiedAt, pdfText)
            let addition = try await store.keep(read, owner: owner, audience: audience)
            if !addition.isUnchanged { didChange() }
            return addition
        } catch let error as DocumentError {
            throw Mistake(error.description)
        }
    }

    /// All that a viewer may be told of.
    package func list(for viewer: Viewer) async throws -> [Document] { try await store.documents(for: viewer) }

    /// All that were put there for the same people. Mind who asks: they must be among them.
    package func list(of audience: Audience) async throws -> [Document] { try await store.documents(of: audience) }

    /// A passage with its neighbours; nil where there is none that this viewer may be told of.
    package func passage(_ id: Int64, for viewer: Viewer) async throws -> OpenPassage? {
        try await store.passage(id, for: viewer)
    }

    /// Removes a document that was put there for these people. Mind who may do that.
    ///
    /// - Returns: what it was; nil where there is none.
    @discardableResult
    package func remove(_ id: Int64, of audience: Audience) async throws -> Document? {
        let removed = try await store.remove(id, of: audience)
        if removed != nil { didChange() }
        return removed
    }

    /// Away from whoever waits: a large file takes a while.
    @concurrent
    private static func read(
        _ file: [UInt8], _ name: DocumentName, _ modifiedAt: Date?, _ pdfText: PDFText
    ) async throws -> DocumentStore.Read {
        let format = try DocumentFormat(of: name, file)
        let text = try DocumentText(reading: format == .pdf ? await pdfText(file) : file, as: format)
        try Task.checkCancellation()
        var hash = ContentHash()
        hash.add(file)
        return DocumentStore.Read(
            name: name, format: format, key: hash.text, bytes: file.count, modifiedAt: modifiedAt,
            chunks: try DocumentChunker().chunks(of: text))
    }
}
