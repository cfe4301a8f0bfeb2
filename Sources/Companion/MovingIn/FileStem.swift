import Foundation

/// A name as a file may be called everywhere, and as a character's id: small letters, digits and underscores.
enum FileStem {
    /// As many as an id may have.
    private static let limit = 40
    /// Of a name that is looked at.
    private static let nameLimit = 80

    /// - Parameter kind: begins the stem of a name that has no letters to write it with.
    static func of(_ name: String, else kind: String) -> String {
        let name = String(String.UnicodeScalarView(name.unicodeScalars.prefix(nameLimit)))
        let latin = name.applyingTransform(StringTransform("Any-Latin; Latin-ASCII; Lower"), reverse: false) ?? name
        let words = latin.lowercased().utf8.split { byte in
            !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) && !byte.isDecimalDigit
        }
        let stem = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "_").prefix(limit)
        let whole = stem.hasSuffix("_") ? stem.dropLast() : stem
        return whole.isEmpty ? "\(kind)_\(ContentHash.of(name).text.prefix(8))" : String(whole)
    }
}
