/// Why a document is not taken in, in words for the person who brought it.
package enum DocumentError: Error, Equatable, CustomStringConvertible {
    case empty
    case tooLarge
    case tooMuchText
    /// More paragraphs, rows or tags than ``DocumentLimits`` allow.
    case tooManyParts
    case tooManyChunks
    case badName(String)
    /// Nothing is known about files with this ending.
    case unknownKind(String)
    /// The name says one thing, the bytes another.
    case wrongContent(claimed: String, found: String)
    case notText
    /// A text of which nothing is left without markup, or a scan.
    case noText
    case damaged(String)
    /// It unpacks to far more than a document does.
    case bomb
    case protected

    package var description: String {
        switch self {
        case .empty: "The file is empty."
        case .tooLarge: "The file is larger than the \(DocumentLimits.fileSize >> 20) MiB that are taken. Split it."
        case .tooMuchText:
            "The file holds more than \(DocumentLimits.textSize / 1_000_000) MB of text. Split it into several files."
        case .tooManyParts: "The file has more paragraphs, rows or tags than are taken. Split it into several files."
        case .tooManyChunks:
            "The file makes more than \(DocumentLimits.chunkCount) passages. Split it into several files."
        case .badName(let reason): "The name cannot be used: \(reason). Rename the file."
        case .unknownKind(let ending):
            "Files that end with “\(ending)” are not read. Bring text, Markdown, HTML, PDF, docx, CSV or source code."
        case .wrongContent(let claimed, let found):
            "By its name the file is \(claimed), but it holds \(found). Save it again, or give it the right ending."
        case .notText: "The file holds bytes that no text has. Save it as text in UTF-8."
        case .noText: "No text was found in the file. If it is a scan, run a text recognition over it first."
        case .damaged(let reason): "The file is damaged: \(reason). Save it again and bring the new one."
        case .bomb: "The file unpacks to far more than a document holds, so it was not opened."
        case .protected: "The file is protected by a password. Save it without one."
        }
    }
}
