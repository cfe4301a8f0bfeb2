import NIOCore
import NIOPosix
import Synchronization

/// Many people who are all being answered at the same time.
final class StreamLoad: Sendable {
    private let request: ByteBuffer
    private let port: Int
    private let streams: Int
    private let count = Count()

    /// What has come so far.
    final class Count: Sendable {
        let words = Atomic(0)
        let started = Atomic(0)
        let finished = Atomic(0)
    }

    var words: Int { count.words.load(ordering: .relaxed) }
    var started: Int { count.started.load(ordering: .relaxed) }
    var finished: Int { count.finished.load(ordering: .relaxed) }
    /// Every stream has brought its first word and none its last.
    var isInFullFlow: Bool { started == streams && finished == 0 }

    init(streams: Int, port: Int, key: String?) {
        self.streams = streams
        self.port = port
        let body =
            #"{"model":"assistant","stream":true,"messages":[{"role":"user","content":"Tell me a long story."}]}"#
        request = ByteBuffer(
            bytes: LoopbackConnection.request("POST", "/v1/chat/completions", key: key, body: body))
    }

    /// Returns when every stream has ended, well or not.
    @concurrent
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<streams {
                group.addTask {
                    // Spread over a second.
                    try await Task.sleep(for: .milliseconds(number * 1000 / self.streams))
                    try await self.listen()
                }
            }
            try await group.waitForAll()
        }
    }

    private func listen() async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { [count] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(WordCounter(count))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(request)
        try await withTaskCancellationHandler {
            try await channel.closeFuture.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }
}

/// Counts marked words in whatever comes, and leaves when the stream says that it is over.
private final class WordCounter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let count: StreamLoad.Count
    private var hasBegun = false
    /// The last bytes of what came before, in which the end may have begun.
    private var tail: [UInt8] = []

    init(_ count: StreamLoad.Count) { self.count = count }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).readableBytesView
        let words = bytes.count { $0 == StubWords.mark }
        if words > 0 {
            count.words.add(words, ordering: .relaxed)
            if !hasBegun { count.started.add(1, ordering: .relaxed) }
            hasBegun = true
        }
        tail = Array((tail + bytes.suffix(64)).suffix(64))
        if tail.contains(UInt8(ascii: "[")), tail.firstRange(of: Array("[DONE]".utf8)) != nil {
            count.finished.add(1, ordering: .relaxed)
            context.close(promise: nil)
        }
    }
}
