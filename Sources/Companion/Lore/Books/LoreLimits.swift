/// What a lorebook may hold. What is beyond is refused or left aside, with a fault that says so.
package enum LoreLimits {
    /// Bytes of a file, or of the JSON inside a card. Larger ones are refused.
    package static let fileSize = 8 << 20
    /// Objects and lists in each other. Deeper files are refused.
    static let depth = 64
    /// Values of one file. Files with more are refused.
    static let values = BoundedJSON.valueLimit
    /// Books with more entries are refused.
    package static let entries = 5_000
    /// The keys of an entry after these are not looked for; primary and secondary ones are counted apart.
    package static let keys = 200
    /// In characters of Unicode. A longer key is not looked for.
    package static let keyLength = 500
    /// Bytes of an entry's text. An entry with more is there, but says nothing.
    package static let contentSize = 64 << 10
    /// Characters of all keys of a book. The keys after these are not looked for.
    static let allKeys = 1_000_000
    /// Faults that are told of one file; the rest would not be read.
    static let faults = 50
}
