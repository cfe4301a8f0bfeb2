import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A model behind the OpenAI protocol that thinks for no time at all, or
/// writes at a steady pace.
struct StubModel: Sendable {
    let port: Int
    /// Words in each reply.
    let tokens: Int
    private let channel: any Channel

    /// - Parameter perSecond: how many of its words a second; all at once where nil.
    init(tokens: Int, perSecond: Double? = nil) async throws {
        self.tokens = tokens
        let pace = perSecond.map { TimeAmount.nanoseconds(Int64(1e9 / $0)) }
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(StubConversation(tokens: tokens, pace: pace))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func close() async throws { try await channel.close() }
}

private final class StubConversation: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let tokens: Int
    private let pace: TimeAmount?
    private var isChat = false
    private var words = StubWords()

    init(tokens: Int, pace: TimeAmount?) {
        self.tokens = tokens
        self.pace = pace
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): isChat = head.uri.hasSuffix("/chat/completions")
        case .body: break
        case .end: isChat ? reply(context) : list(context)
        }
    }

    private func list(_ context: ChannelHandlerContext) {
        begin(context, type: "application/json")
        write(#"{"object":"list","data":[{"id":"stub","object":"model","context_length":8192}]}"#, context)
        end(context)
    }

    private func reply(_ context: ChannelHandlerContext) {
        begin(context, type: "text/event-stream")
        guard let pace else {
            for _ in 0..<tokens { write(words.next(), context) }
            return finish(context)
        }
        // Not all in the same moment: people do not ask in step.
        let start = NIODeadline.now() + .nanoseconds(Int64.random(in: 0...pace.nanoseconds))
        context.flush()
        speak(0, start: start, pace: pace, context)
    }

    /// On an absolute grid: a late word does not delay the next one.
    private func speak(_ number: Int, start: NIODeadline, pace: TimeAmount, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        guard number < tokens else { return finish(context) }
        let due = start + .nanoseconds(pace.nanoseconds * Int64(number))
        context.eventLoop.assumeIsolated().scheduleTask(deadline: due) {
            self.write(self.words.next(), context)
            context.flush()
            self.speak(number + 1, start: start, pace: pace, context)
        }
    }

    private func finish(_ context: ChannelHandlerContext) {
        write(
            """
            data: {"id":"stub","object":"chat.completion.chunk","created":0,"model":"stub",\
            "choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"stub","object":"chat.completion.chunk","created":0,"model":"stub","choices":[],\
            "usage":{"prompt_tokens":100,"completion_tokens":\(tokens),"total_tokens":\(100 + tokens)}}

            data: [DONE]


            """, context)
        end(context)
    }

    private func begin(_ context: ChannelHandlerContext, type: String) {
        let head = HTTPResponseHead(
            version: .http1_1, status: .ok, headers: ["content-type": type, "transfer-encoding": "chunked"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
    }

    private func write(_ text: String, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    }

    private func end(_ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

/// Words that do not repeat in a pattern, each marked so that it can be counted wherever it comes out.
struct StubWords {
    /// Stands in every word once and nowhere else.
    static let mark = UInt8(ascii: "~")

    private static let vocabulary = """
        river lamp seven quiet orange window because mountain slowly paper under garden bright tomorrow kettle often \
        harbour string velvet almost winter thought copper behind letter feather rather engine cloud simple market \
        island before button candle distant forest gentle hollow insect jacket kitchen ladder meadow needle ocean \
        pencil quarter ribbon silver timber useful valley whisper yellow anchor basket circle dinner eleven finger
        """.split(separator: " ")
    private var state = UInt64.random(in: 0 ... .max)
    private var count = 0

    /// One event of a stream.
    mutating func next() -> String {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        count += 1
        let word = Self.vocabulary[Int(state >> 33) % Self.vocabulary.count]
        let end = count % 14 == 0 ? ". " : " "
        return """
            data: {"id":"stub","object":"chat.completion.chunk","created":0,"model":"stub",\
            "choices":[{"index":0,"delta":{"content":"\(word)~\(end)"},"finish_reason":null}]}


            """
    }
}
