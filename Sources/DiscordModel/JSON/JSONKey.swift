/// The name of an object's member while it is being read: `switch key { case "id": … }`.
///
/// It points into the bytes of its reader and lives no longer than the call it is given to. Names with
/// escapes match nothing: Discord sends none.
package struct JSONKey {
    private let start: UnsafeRawPointer?
    private let count: Int

    init(_ bytes: RawSpan) {
        (start, count) = bytes.withUnsafeBytes { ($0.baseAddress, $0.count) }
    }

    package static func ~= (word: StaticString, key: JSONKey) -> Bool { key ~= word }

    static func ~= (key: JSONKey, word: StaticString) -> Bool {
        guard key.count == word.utf8CodeUnitCount, let start = key.start else { return false }
        return UnsafeRawBufferPointer(start: start, count: key.count)
            .elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: key.count))
    }

    /// A copy that may be kept.
    package var text: String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count), as: UTF8.self)
    }
}
