import Companion
import Engines
import Storage

extension DocumentLibrary {
    /// Documents as the program has them, PDFs too.
    ///
    /// - Parameter didChange: told when there is something to be made findable.
    init(database: any Database, didChange: @escaping @Sendable () -> Void = {}) {
        let reader = PDFToText()
        self.init(
            store: DocumentStore(database: database), pdfText: { try await reader.textOrMistake(of: $0) },
            didChange: didChange)
    }
}

extension PDFToText {
    /// - Throws: what the person who brought the file should be told.
    fileprivate func textOrMistake(of file: [UInt8]) async throws -> [UInt8] {
        do {
            return try await text(of: file)
        } catch let failure as Failure {
            switch failure {
            case .missing:
                throw Mistake(
                    "PDFs cannot be read here yet: whoever runs me must install poppler-utils (apt-get install poppler-utils).",
                    .unavailable)
            case .busy: throw Mistake("I am reading other PDFs at the moment. Try again in a minute.", .busy)
            case .tooSlow:
                throw Mistake("Reading that PDF takes too long. Split it, or bring its text in another format.")
            case .tooMuchText: throw DocumentError.tooMuchText
            case .protected: throw DocumentError.protected
            case .damaged: throw DocumentError.damaged("it is no PDF that can be read")
            case .noRoom: throw Mistake("I have no room to read a PDF right now. Try again later.")
            }
        }
    }
}
