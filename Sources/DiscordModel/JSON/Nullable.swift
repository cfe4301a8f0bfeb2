/// A member that is written as `null` where a plain optional would be left out.
///
/// `Nullable<String>?` tells three things apart: leave it as it is (nil), take it away (``null``), set it.
package struct Nullable<Value: Sendable>: Sendable {
    package var value: Value?

    package init(_ value: Value?) { self.value = value }

    package static var null: Self { Self(nil) }
}

extension Nullable: Equatable where Value: Equatable {}

extension Nullable: Encodable where Value: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension Nullable: JSONReadable where Value: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) { self.init(try Value?(from: &json)) }
}
