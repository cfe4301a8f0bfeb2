/// What a connection sends.
package enum GatewayPayload: Hashable, Sendable {
    /// Discord closes a connection that sends more at once.
    package static let sizeLimit = 4_096

    /// With the sequence of the last event.
    case heartbeat(Int?)
    case identify
    case resume(session: String, sequence: Int)
    /// A ``GatewayCommand`` in bytes.
    case command([UInt8])

    package func bytes(as identity: GatewayIdentity, token: String) -> [UInt8] {
        switch self {
        case .heartbeat(let sequence):
            return Self.document(.heartbeat, sequence.map { .integer($0) } ?? .null)
        case .identify: return Self.document(.identify, Self.introduction(of: identity, token: token))
        case .resume(let session, let sequence):
            return Self.document(
                .resume, ["token": .string(token), "session_id": .string(session), "seq": .integer(sequence)])
        case .command(let bytes): return bytes
        }
    }

    static func document(_ opcode: GatewayOpcode, _ content: JSON) -> [UInt8] {
        (["op": .integer(opcode.rawValue), "d": content] as JSON).bytes
    }

    private static func introduction(of identity: GatewayIdentity, token: String) -> JSON {
        var introduction: JSON = [
            "token": .string(token),
            "intents": .integer(identity.intents.rawValue),
            "properties": ["os": "linux", "browser": "acore", "device": "acore"],
            "compress": false,
            "shard": [.integer(identity.shard.index), .integer(identity.shard.count)],
        ]
        introduction["presence"] = identity.presence?.payload
        return introduction
    }
}
