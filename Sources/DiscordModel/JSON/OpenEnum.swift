/// A choice on the wire that Discord may add to: what is not known is kept as it came.
///
/// A conformer is a struct with a static constant for each known value.
package protocol OpenEnum: RawRepresentable, Hashable, Sendable, JSONReadable, Encodable
where RawValue: JSONReadable & Encodable & Hashable & Sendable {
    init(rawValue: RawValue)
}

extension OpenEnum {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init(rawValue: try RawValue(from: &json))
    }
}
