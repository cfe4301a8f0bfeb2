import DiscordModel
import NIOCore
import NIOWebSocket

/// Runs one client's socket: what comes goes to the gateway, what waits is written.
struct GatewayClient: Sendable {
    /// How long a client may take to answer a close frame.
    private static let farewell = Duration.seconds(5)

    let gateway: Gateway
    let query: GatewayListener.Query
    let wire: WireFaultHandler

    func run(on socket: GatewayListener.Socket) async {
        let connection = GatewayConnection(
            limits: gateway.limits, faults: gateway.faults, at: gateway.timeline.now())
        defer { gateway.closed(connection) }
        // A socket that breaks is one of the ways in which a connection ends.
        try? await socket.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await read(inbound, connection) }
                group.addTask { try await write(connection.outgoing, to: outbound) }
                group.addTask { try await watch(connection) }
                open(connection)
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func open(_ connection: GatewayConnection) {
        guard query.version == "10" || query.version == "9" else { return gateway.close(connection, .invalidVersion) }
        guard query.encoding == "json" else { return gateway.close(connection, .decodeError) }
        gateway.open(connection)
    }

    // MARK: In

    private func read(_ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ connection: GatewayConnection)
        async throws
    {
        var isOver = false
        for try await frame in inbound {
            switch frame.opcode {
            case .text, .binary:
                if !isOver { isOver = !hear(frame, connection) }
            case .ping: connection.write(.pong(frame.unmaskedData))
            case .connectionClose:
                var data = frame.unmaskedData
                connection.write(.close(code: data.readInteger(), reason: ""))
                isOver = true
            default: break
            }
        }
    }

    /// False when the connection is being closed for it.
    private func hear(_ frame: WebSocketFrame, _ connection: GatewayConnection) -> Bool {
        do throws(CloseCode) {
            let message = Array(frame.unmaskedData.readableBytesView)
            guard let payload = try connection.receive(message, at: gateway.timeline.now()) else { return true }
            try gateway.handle(payload, from: connection)
            return true
        } catch {
            gateway.close(connection, error)
            return false
        }
    }

    // MARK: Out

    private func write(_ messages: AsyncStream<Outgoing>, to outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>)
        async throws
    {
        let encode = try PayloadEncoder(query.compression)
        var delay = Duration.zero
        for await message in messages {
            if delay > .zero { try await gateway.timeline.sleep(gateway.timeline.now() + delay) }
            switch message {
            case .payload(let payload): try await outbound.write(encode(payload))
            case .pong(let data): try await outbound.write(WebSocketFrame(fin: true, opcode: .pong, data: data))
            case .ping: try await outbound.write(WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()))
            case .slow(let pace): delay = pace
            case .wire(let fault): try await wire.arm(fault)
            case .close(let code, let reason):
                try await outbound.write(Self.closing(code, reason))
                // Whoever hangs up first with unread bytes takes the close frame away from the other.
                return try await gateway.timeline.sleep(gateway.timeline.now() + Self.farewell)
            }
        }
    }

    private static func closing(_ code: UInt16?, _ reason: String) -> WebSocketFrame {
        var data = ByteBuffer()
        if let code {
            data.writeInteger(code)
            data.writeString(reason)
        }
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }

    // MARK: Time

    /// Closes it when heartbeats or the login do not come.
    private func watch(_ connection: GatewayConnection) async throws {
        do throws(CloseCode) {
            while true {
                let next = try connection.nextCheck(at: gateway.timeline.now())
                do { try await gateway.timeline.sleep(next) } catch { return }  // the connection has ended
            }
        } catch {
            gateway.close(connection, error)
        }
        try await gateway.timeline.sleep(gateway.timeline.now() + Self.farewell)
    }
}
