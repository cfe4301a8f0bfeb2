package import DiscordModel

/// What a gateway connection can be made to suffer.
package enum GatewayFault: Sendable, Hashable {
    // MARK: The wire
    /// The socket closes without a word.
    case drop
    case reset
    /// Nothing leaves any more; what comes is still read.
    case stall
    /// Nothing leaves and nothing that comes is heard, though the socket stays open.
    case halfOpen
    /// So many more bytes leave (of frames, as compressed), then the connection ends in that way.
    case cut(afterBytes: Int, CutEnding)
    /// A bit of the byte behind so many is turned over.
    case garble(afterBytes: Int)
    /// Every message waits so long from now on.
    case slow(Duration)

    // MARK: The protocol
    /// Heartbeats are no longer acknowledged.
    case noAcknowledgements
    /// Op 1.
    case heartbeatRequest
    /// Op 7.
    case reconnect
    /// Op 9.
    case invalidSession(resumable: Bool)
    /// A close frame of any code; nil for one without.
    case close(UInt16?)
    /// A payload as it stands, such as one with an unknown op.
    case say(JSON)
    /// A text that need not be JSON.
    case sayText(String)

    // MARK: One event (only at ``GatewayMoment/event(_:)``)
    case duplicate
    /// It comes after the next one.
    case swap
    /// It never comes, though its number is used up.
    case lose

    // MARK: HELLO (only at ``GatewayMoment/connect``)
    case noHello
    case helloInterval(JSON)
}

/// When a fault strikes.
package enum GatewayMoment: Sendable, Hashable {
    /// A client has connected; HELLO comes after.
    case connect
    /// READY was sent, with its guilds.
    case ready
    /// RESUMED was sent.
    case resumed
    case heartbeat
    /// An event is about to be sent.
    case event(String)
    /// Any event.
    case anyEvent
}
