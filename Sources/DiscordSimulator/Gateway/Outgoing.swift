import DiscordModel
import NIOCore

/// What waits to be written to one client.
enum Outgoing: Sendable {
    /// One JSON document, compressed on the way out if the client asked for it.
    case payload([UInt8])
    /// A close frame, after which nothing more is said. Without a code the frame is empty.
    case close(code: UInt16?, reason: String)
    case ping
    case pong(ByteBuffer)
    /// From here on every message waits so long before it leaves.
    case slow(Duration)
    case wire(WireFault)
}

/// The payloads that carry no event.
enum ServerPayload {
    static func hello(_ interval: JSON) -> JSON {
        plain(10, ["heartbeat_interval": interval, "_trace": ["[\"simulator\"]"]])
    }
    static let acknowledgement = plain(11, nil)
    static let heartbeatRequest = plain(1, nil)
    static let reconnect = plain(7, nil)
    static func invalidSession(resumable: Bool) -> JSON { plain(9, .bool(resumable)) }
    static func dispatch(_ name: String, _ data: JSON, sequence: Int) -> JSON {
        ["t": .string(name), "s": .integer(sequence), "op": 0, "d": data]
    }

    private static func plain(_ op: Int, _ data: JSON) -> JSON { ["t": nil, "s": nil, "op": .integer(op), "d": data] }
}
