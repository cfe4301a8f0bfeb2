import Markdown
import NIOCore

extension JSONText {
    /// An object with one field more, `nodes`: `text` as the tree that the page builds its elements from.
    /// Markup is recognised here, and never turned into HTML anywhere.
    static func encode(_ object: some Encodable, nodesOf text: String) -> ByteBuffer {
        var bytes = Array("{\"nodes\":".utf8)
        MarkdownDocument(parsing: text).writeJSON(into: &bytes)
        bytes.append(UInt8(ascii: ","))
        bytes += encode(object).readableBytesView.dropFirst()  // its brace
        return ByteBuffer(bytes: bytes)
    }
}
