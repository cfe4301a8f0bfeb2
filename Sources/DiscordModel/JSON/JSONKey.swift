/// The name of an object's member while it is being read: `switch key { case "id": … }`.
///
/// It points into the bytes of its reader. Names with escapes match nothing: Discord sends none.
package struct JSONKey: ~Escapable {
    private let bytes: RawSpan

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan) { self.bytes = bytes }

    @inline(__always)
    package static func ~= (word: StaticString, key: borrowing JSONKey) -> Bool { key.bytes.equals(word) }

    /// A copy that may be kept. Escapes that are none stay as they stand.
    package var text: String {
        do { return try unescaped() } catch { return JSONReader(bytes).text(0..<bytes.byteCount) }
    }

    func unescaped() throws(JSONFault) -> String {
        let reader = JSONReader(bytes)
        let text = reader.text(0..<bytes.byteCount)
        return text.utf8.contains(UInt8(ascii: "\\")) ? try reader.unescaped(0..<bytes.byteCount) : text
    }
}

extension RawSpan {
    /// Most names differ in their length or their first byte.
    @inline(__always)
    func equals(_ word: StaticString) -> Bool {
        guard byteCount == word.utf8CodeUnitCount, byteCount > 0,
            unsafeLoad(fromUncheckedByteOffset: 0, as: UInt8.self) == word.utf8Start[0]
        else { return false }
        return equalsFromSecond(word)
    }

    /// Both are of one length.
    private func equalsFromSecond(_ word: StaticString) -> Bool {
        for index in 1..<byteCount {
            guard unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self) == word.utf8Start[index] else {
                return false
            }
        }
        return true
    }
}
