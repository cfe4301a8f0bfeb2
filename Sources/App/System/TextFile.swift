import Foundation

/// A file that a person wrote: short, and text.
enum TextFile {
    /// Bytes; nobody writes more by hand.
    static let limit = 1 << 20
    static let remedy = "give this user that file, as UTF-8 text of at most 1 MB"

    /// Nil where the file cannot be read, is longer than ``limit``, or is not UTF-8.
    static func read(_ path: String) -> String? {
        // Whatever stands in the way, the remedy is the same.
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.read(upToCount: limit + 1) ?? Data()
        else { return nil }
        return bytes.count > limit ? nil : String(bytes: bytes, encoding: .utf8)
    }
}
