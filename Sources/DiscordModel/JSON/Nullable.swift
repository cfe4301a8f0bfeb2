/// A member that is written as `null` where a plain optional would be left out: `@Nullable var avatar: String?`.
///
/// `Nullable<String>?` tells three things apart: leave it as it is (nil), take it away (``null``), set it.
@propertyWrapper
package struct Nullable<Value: Sendable>: Sendable {
    package var wrappedValue: Value?

    package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    package init(_ value: Value?) { wrappedValue = value }

    package static var null: Self { Self(nil) }
}

extension Nullable: Equatable where Value: Equatable {}

extension Nullable: Encodable where Value: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue)
    }
}
