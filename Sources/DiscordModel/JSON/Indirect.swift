/// A rare or recursive member that is kept elsewhere, so that values without it stay small:
/// `@Indirect var poll: Poll?`. Nil is left out when it is written.
@propertyWrapper
package struct Indirect<Value: Sendable>: Sendable {
    private indirect enum Storage: Sendable {
        case none
        case some(Value)
    }

    private var storage = Storage.none

    package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    package var wrappedValue: Value? {
        get { if case .some(let value) = storage { value } else { nil } }
        set { storage = newValue.map { .some($0) } ?? .none }
    }
}

extension Indirect: Equatable where Value: Equatable {
    package static func == (left: Self, right: Self) -> Bool { left.wrappedValue == right.wrappedValue }
}

extension Indirect: Encodable where Value: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue)
    }
}

extension KeyedEncodingContainer {
    /// Taken by the encoding that the compiler writes for values with such members.
    mutating func encode<Value: Encodable>(_ value: Indirect<Value>, forKey key: Key) throws {
        try encodeIfPresent(value.wrappedValue, forKey: key)
    }
}
