package import DiscordModel
package import NIOCore
import NIOHTTP1
import NIOPosix
package import NIOSSL
import NIOWebSocket

/// One WebSocket as a client (RFC 6455), without extensions.
///
/// It reports to a closure on its event loop; nothing here waits.
package struct WebSocketConnection: Sendable {
    package enum Arrival: Sendable {
        case opened(WebSocketConnection)
        case message(ByteBuffer)
        /// So much for what the socket had at once.
        case pause
        /// Once, and nothing after. Nil where no close frame came, or it had no code.
        case closed(UInt16?)
        /// Instead of `opened`.
        case failed(any Error)
    }

    /// Of a frame, and of a message in fragments. A guild may be megabytes.
    static let messageLimit = 16 << 20
    private static let fragmentLimit = 1_024
    /// For the connection, TLS and the upgrade together.
    package static let openingLimit = TimeAmount.seconds(10)

    private let channel: any NIOCore.Channel

    private init(_ channel: any NIOCore.Channel) { self.channel = channel }

    // MARK: Opening

    /// - Parameters:
    ///   - target: path and query.
    ///   - tls: what is trusted; for addresses that are secure.
    package static func open(
        to address: GatewayAddress, target: String, tls: @escaping @Sendable () throws -> NIOSSLContext,
        on loop: any EventLoop, limit: TimeAmount = openingLimit, report: @escaping @Sendable (Arrival) -> Void
    ) {
        let opened = loop.makePromise(of: Void.self)
        let alarm = loop.scheduleTask(in: limit) { opened.fail(ChannelError.connectTimeout(limit)) }
        opened.futureResult.whenComplete { result in
            alarm.cancel()
            if case .failure(let error) = result { report(.failed(error)) }
        }
        ClientBootstrap(group: loop).connectTimeout(limit)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: address.host, port: address.port)
            .flatMap { channel in
                opened.futureResult.whenFailure { _ in channel.close(promise: nil) }
                return loop.makeCompletedFuture {
                    try upgrade(channel, to: address, target: target, tls: tls, report: report)
                }.flatMap { $0 }
            }
            .cascade(to: opened)
    }

    private static func upgrade(
        _ channel: any NIOCore.Channel, to address: GatewayAddress, target: String,
        tls: () throws -> NIOSSLContext, report: @escaping @Sendable (Arrival) -> Void
    ) throws -> EventLoopFuture<Void> {
        let pipeline = channel.pipeline.syncOperations
        if address.isSecure {
            try pipeline.addHandler(NIOSSLClientHandler(context: tls(), serverHostname: address.name))
        }
        let upgrader = NIOTypedWebSocketClientUpgrader<Bool>(
            maxFrameSize: messageLimit,
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    let frames = WebSocketFrames(report: report)
                    try channel.pipeline.syncOperations.addHandlers(
                        NIOWebSocketFrameAggregator(
                            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: fragmentLimit,
                            maxAccumulatedFrameSize: messageLimit),
                        frames)
                    report(.opened(WebSocketConnection(channel)))
                    // The end may have come together with the answer to the upgrade, before anybody was there to hear.
                    if !channel.isActive { frames.end(with: nil) }
                    return true
                }
            })
        let head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: target, headers: ["Host": address.authority])
        var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
            upgradeConfiguration: .init(
                upgradeRequestHead: head, upgraders: [upgrader],
                notUpgradingCompletionHandler: { $0.eventLoop.makeSucceededFuture(false) }))
        // The first message may come in one piece with the answer to the upgrade.
        configuration.leftOverBytesStrategy = .forwardBytes
        return try pipeline.configureUpgradableHTTPClientPipeline(configuration: configuration)
            .flatMapThrowing { isUpgraded in
                guard isUpgraded else { throw NIOWebSocketUpgradeError.invalidUpgradeHeader }
            }
    }

    // MARK: Using

    package func send(_ text: [UInt8]) { write(.text, ByteBuffer(bytes: text)) }

    /// Says so and closes, without waiting for the other side: it may not be there.
    package func drop(_ code: UInt16) {
        write(.connectionClose, ByteBuffer(integer: code))
        channel.close(promise: nil)
    }

    /// What is not read stays in the sockets of both sides: so the other one waits.
    package func setReading(_ isOn: Bool) {
        // Of a channel that is closed already: then there is nothing to read.
        channel.setOption(.autoRead, value: isOn).whenFailure { _ in }
    }

    private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
        channel.writeAndFlush(WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data), promise: nil)
    }
}

/// Turns frames into ``WebSocketConnection/Arrival``s; answers pings and farewells.
private final class WebSocketFrames: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let report: (WebSocketConnection.Arrival) -> Void
    private var isOver = false

    init(report: @escaping (WebSocketConnection.Arrival) -> Void) { self.report = report }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text, .binary: report(.message(frame.unmaskedData))
        case .ping: write(.pong, frame.unmaskedData, in: context)
        case .connectionClose:
            write(.connectionClose, frame.unmaskedData, in: context)
            var reason = frame.unmaskedData
            end(with: reason.readInteger())
            context.close(promise: nil)
        default: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) { if !isOver { report(.pause) } }

    func channelInactive(context: ChannelHandlerContext) {
        end(with: nil)
        context.fireChannelInactive()
    }

    /// A broken frame or record, or a peer that leaves TLS without a word: all the same to who comes back.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func end(with code: UInt16?) {
        guard !isOver else { return }
        isOver = true
        report(.closed(code))
    }

    private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer, in context: ChannelHandlerContext) {
        let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }
}

extension GatewayAddress {
    /// For TLS: an address has no name, and its certificate is checked without.
    fileprivate var name: String? { (try? SocketAddress(ipAddress: host, port: port)) == nil ? host : nil }

    fileprivate var authority: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? shown : "\(shown):\(port)"
    }
}
