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
    /// Most names differ in their length, their first or their last byte.
    @inline(__always)
    func equals(_ word: StaticString) -> Bool {
        let last = word.utf8CodeUnitCount &- 1
        guard byteCount == word.utf8CodeUnitCount, last >= 0,
            unsafeLoad(fromUncheckedByteOffset: last, as: UInt8.self) == word.utf8Start[last],
            unsafeLoad(fromUncheckedByteOffset: 0, as: UInt8.self) == word.utf8Start[0]
        else { return false }
        return equalsWithin(word)
    }

    /// Both are of one length. Eight bytes at a time, the last eight again for what is left.
    private func equalsWithin(_ word: StaticString) -> Bool {
        guard byteCount >= 8 else {
            return (0..<byteCount).allSatisfy {
                unsafeLoad(fromUncheckedByteOffset: $0, as: UInt8.self) == word.utf8Start[$0]
            }
        }
        let other = UnsafeRawPointer(word.utf8Start)
        for start in stride(from: 0, to: byteCount, by: 8) {
            let offset = Swift.min(start, byteCount &- 8)
            guard
                unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
                    == other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            else { return false }
        }
        return true
    }
}
