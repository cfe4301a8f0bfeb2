import DiscordModel
package import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import Synchronization

/// The gateway's socket: takes connections on loopback and runs each until it ends.
package struct GatewayListener: Sendable {
    typealias Socket = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    /// What became of a request.
    enum Arrival: Sendable {
        case client(Offer, Query, WireFaultHandler)
        case noUpgrade
    }

    /// Larger frames than this are no message of any client; what is over the payload's limit and below is answered.
    private static let frameLimit = 1 << 20

    package let port: Int
    private let channel: NIOAsyncChannel<EventLoopFuture<Arrival>, Never>
    private let gateway: Gateway

    /// Binds at once, so that ``Gateway/url`` can be told to clients. Must be ``run()`` afterwards.
    ///
    /// - Parameter prepare: puts something before all else into a connection's pipeline, such as TLS.
    package static func bind(
        _ gateway: Gateway, host: String = "127.0.0.1", port: Int = 0,
        prepare: @escaping @Sendable (any NIOCore.Channel) throws -> Void = { _ in }
    ) async throws -> Self {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try prepare(channel)
                    return try arrival(on: channel)
                }
            }
        let port = channel.channel.localAddress?.port ?? port
        gateway.url = "ws://\(host):\(port)"
        return Self(port: port, channel: channel, gateway: gateway)
    }

    /// Returns when its task is cancelled; connections end with it.
    package func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await channel.executeThenClose { arrivals in
                for try await arrival in arrivals {
                    group.addTask { await run(arrival) }
                }
            }
            group.cancelAll()
        }
    }

    private func run(_ arrival: EventLoopFuture<Arrival>) async {
        // A client that breaks off, in the handshake or later, is nothing unusual here.
        guard case .client(let offer, let query, let wire)? = try? await arrival.get(),
            let socket = offer.take()
        else { return }
        await GatewayClient(gateway: gateway, query: query, wire: wire).run(on: socket)
    }

    private static func arrival(on channel: any NIOCore.Channel) throws -> EventLoopFuture<Arrival> {
        let upgrader = NIOTypedWebSocketServerUpgrader<Arrival>(
            maxFrameSize: frameLimit,
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture { try client(on: channel, asking: head.uri) }
            })
        return try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
            configuration: .init(
                upgradeConfiguration: .init(
                    upgraders: [upgrader],
                    notUpgradingCompletionHandler: { channel in
                        channel.close().map { Arrival.noUpgrade }
                    })))
    }

    private static func client(on channel: any NIOCore.Channel, asking uri: String) throws -> Arrival {
        let pipeline = channel.pipeline.syncOperations
        let wire = WireFaultHandler(eventLoop: channel.eventLoop)
        try pipeline.addHandler(wire, position: .first)
        try pipeline.addHandler(UnmaskedFrameRefusal())
        try pipeline.addHandler(
            NIOWebSocketFrameAggregator(
                minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1_024, maxAccumulatedFrameSize: frameLimit))
        return .client(Offer(try Socket(wrappingChannelSynchronously: channel)), Query(uri), wire)
    }

    /// A socket until somebody serves it: where nobody does, as its upgrade broke or the listener ended, it is closed.
    final class Offer: Sendable {
        private let socket: Mutex<Socket?>

        init(_ socket: Socket) { self.socket = Mutex(socket) }

        func take() -> Socket? { socket.withLock { $0.take() } }

        deinit {
            guard let socket = take() else { return }
            Task { try? await socket.executeThenClose { _, _ in } }  // it has no other end
        }
    }

    /// What stands behind the question mark of a gateway address.
    struct Query: Sendable, Equatable {
        var version = "10"
        var encoding = "json"
        var compression = GatewayCompression.none

        init(_ uri: String) {
            for pair in uri.split(separator: "?").dropFirst().first?.split(separator: "&") ?? [] {
                let parts = pair.split(separator: "=", maxSplits: 1)
                let value = parts.count == 2 ? String(parts[1]) : ""
                switch parts.first {
                case "v": version = value
                case "encoding": encoding = value
                case "compress": compression = GatewayCompression(rawValue: value) ?? .none
                default: break
                }
            }
        }
    }
}

/// A client's frames must be masked (RFC 6455, section 5.1).
private final class UnmaskedFrameRefusal: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard unwrapInboundIn(data).maskKey == nil else { return context.fireChannelRead(data) }
        var reason = context.channel.allocator.buffer(capacity: 2)
        reason.writeInteger(CloseCode.protocolError.rawValue)
        context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, data: reason)))
            .assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }
}
