import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

@testable import Egress

/// A web server on loopback that says what a test wants, and remembers what it was asked.
struct LoopbackServer: Sendable {
    struct Answer: Sendable {
        var status = HTTPResponseStatus.ok
        var headers: HTTPHeaders = ["content-type": "image/png"]
        var body: [UInt8] = []
        /// Says nothing more after its head.
        var stalls = false
    }

    let port: Int
    private let asked: Asked

    /// The heads of requests.
    var requests: [HTTPRequestHead] { asked.heads.withLock { $0 } }

    var rules: EgressRules { EgressRules(besides: "http://127.0.0.1:\(port)") }

    static func serving<Result: Sendable>(
        _ answer: @escaping @Sendable (HTTPRequestHead) -> Answer,
        _ body: (LoopbackServer) async throws -> Result
    ) async throws -> Result {
        let asked = Asked()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(asked: asked, answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(LoopbackServer(port: channel.localAddress?.port ?? 0, asked: asked))
            try await channel.close()
            return result
        } catch {
            try await channel.close()
            throw error
        }
    }

    final class Asked: Sendable {
        let heads = Mutex<[HTTPRequestHead]>([])
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let asked: Asked
        private let answer: @Sendable (HTTPRequestHead) -> Answer

        init(asked: Asked, answer: @escaping @Sendable (HTTPRequestHead) -> Answer) {
            self.asked = asked
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .head(let head) = unwrapInboundIn(data) else { return }
            asked.heads.withLock { $0.append(head) }
            let answer = answer(head)
            let response = HTTPResponseHead(version: .http1_1, status: answer.status, headers: answer.headers)
            context.write(wrapOutboundOut(.head(response)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
            if !answer.stalls { context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) }
        }
    }
}
