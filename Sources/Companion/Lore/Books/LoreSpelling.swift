import Inference

/// One place where a field may stand, and how it is spelled there.
struct LoreSpelling<Value: Equatable & Sendable>: Sendable {
    let spot: LoreSpot
    let codec: LoreCodec<Value>
    /// It is read and kept up to date where a file has it, but not written into files that do not.
    var isAlias = false

    static func top(_ name: String, _ codec: LoreCodec<Value>) -> Self { Self(spot: .top(name), codec: codec) }
    static func extra(_ name: String, _ codec: LoreCodec<Value>) -> Self { Self(spot: .extra(name), codec: codec) }
    static func alias(_ spot: LoreSpot, _ codec: LoreCodec<Value>) -> Self {
        Self(spot: spot, codec: codec, isAlias: true)
    }
}

extension LoreSpelling {
    func read(_ members: [String: JSONValue]) -> Value? {
        spot.value(in: members).flatMap { codec.read($0).value }
    }

    func put(_ value: Value, in members: inout [String: JSONValue]) { spot.set(codec.write(value), in: &members) }
}
