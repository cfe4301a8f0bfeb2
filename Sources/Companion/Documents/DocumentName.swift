/// The name of a document as it is shown, and the category that the folders before it make.
///
/// It is never a path of the file system; all the same it is held to what could be one, so that whoever writes a file
/// of that name later is not led elsewhere.
package struct DocumentName: Sendable, Hashable {
    /// Characters of the name, and of each folder. Longer ones are refused.
    static let lengthLimit = 120
    /// Folders inside each other. Deeper ones are refused.
    static let depthLimit = 8

    /// `Cakes/Apple.md` is “Apple.md”.
    package let name: String
    /// `Food/Cakes/Apple.md` is in “food/cakes”; a name without folders is in “general”.
    package let category: String

    package static let general = "general"

    /// With its folders: “food/cakes/Apple.md”.
    package var path: String { category == Self.general ? name : "\(category)/\(name)" }

    /// - Parameter given: a name, with or without folders, as a person or a browser wrote it.
    package init(_ given: String) throws(DocumentError) {
        guard given.utf8.count <= 4 * Self.lengthLimit * (Self.depthLimit + 1) else {
            throw .badName("it is too long")
        }
        let parts = given.split(separator: "/", omittingEmptySubsequences: false).map(Self.trimmed)
        for part in parts { try Self.check(part) }
        guard let last = parts.last else { throw .badName("it is empty") }
        guard parts.count <= Self.depthLimit + 1 else { throw .badName("it has more than \(Self.depthLimit) folders") }
        name = last
        category = parts.count == 1 ? Self.general : parts.dropLast().joined(separator: "/").lowercased()
    }

    /// The letters after the last dot, in lower case; empty where there are none.
    package var ending: String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    private static func trimmed(_ part: Substring) -> String {
        let start = part.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    private static func check(_ part: String) throws(DocumentError) {
        guard !part.isEmpty else { throw .badName("a part of it is empty") }
        guard part.first != "." else { throw .badName("“\(part.prefix(20))” begins with a dot") }
        guard part.count <= lengthLimit, part.utf8.count <= 4 * lengthLimit else {
            throw .badName("a part of it has more than \(lengthLimit) characters")
        }
        guard !part.unicodeScalars.contains(where: isRefused) else {
            throw .badName("it holds a character that names of files should not have")
        }
    }

    /// What ends a name early, leads to another folder or drive, or makes a name look like another one.
    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
            // Emoji are joined by this one.
            scalar != "\u{200D}"
        default: "\\:*?\"<>|".unicodeScalars.contains(scalar)
        }
    }
}
