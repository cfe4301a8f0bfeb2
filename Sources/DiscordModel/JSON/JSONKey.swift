/// The name of an object's member while it is being read: `switch key { case "id": … }`.
///
/// It points into the bytes of its reader. Names with escapes match nothing: Discord sends none.
package struct JSONKey: ~Escapable {
    private let bytes: RawSpan

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan) { self.bytes = bytes }

    package static func ~= (word: StaticString, key: borrowing JSONKey) -> Bool { key.bytes.equals(word) }

    /// A copy that may be kept. Escapes that are none stay as they stand.
    package var text: String {
        let whole = 0..<bytes.byteCount
        let reader = JSONReader(bytes)
        let text = reader.text(whole)
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        do { return try reader.unescaped(whole) } catch { return text }
    }
}

extension RawSpan {
    func equals(_ word: StaticString) -> Bool {
        guard byteCount == word.utf8CodeUnitCount else { return false }
        for index in 0..<byteCount {
            // Within both, as they are of one length.
            guard unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self) == word.utf8Start[index] else {
                return false
            }
        }
        return true
    }
}
