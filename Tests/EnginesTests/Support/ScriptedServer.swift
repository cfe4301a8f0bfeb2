import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import Synchronization

@testable import Engines

/// A TCP server on loopback that answers requests byte for byte as a test says.
final class ScriptedServer: Sendable {
    struct Request: Sendable {
        var line: String
        var headers: [String: String]
        var body: String

        var path: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }

    enum Step: Sendable {
        case send(String)
        case bytes([UInt8])
        case close
    }

    let port: Int
    /// One element for each connection that closed.
    let closed: AsyncStream<Void>
    private let channel: any Channel
    private let shared: Shared

    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { shared.requests.withLock { $0 } }
    var connections: Int { shared.connections.withLock { $0 } }

    /// - Parameter answer: what to do with each request; without `.close` the connection stays open.
    static func start(_ answer: @escaping @Sendable (Request) -> [Step]) async throws -> ScriptedServer {
        let (closed, closing) = AsyncStream.makeStream(of: Void.self)
        let shared = Shared()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.closeFuture.whenComplete { _ in closing.yield() }
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Connection(shared: shared, answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ScriptedServer(channel: channel, closed: closed, shared: shared)
    }

    fileprivate final class Shared: Sendable {
        let requests = Mutex<[Request]>([])
        let connections = Mutex(0)
    }

    private init(channel: any Channel, closed: AsyncStream<Void>, shared: Shared) {
        self.channel = channel
        self.closed = closed
        self.shared = shared
        port = channel.localAddress?.port ?? 0
    }

    func stop() async throws { try await channel.close() }
}

extension ScriptedServer {
    /// Waits until a connection has closed.
    func connectionCloses() async { for await _ in closed { return } }
}

private final class Connection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let shared: ScriptedServer.Shared
    private let answer: @Sendable (ScriptedServer.Request) -> [ScriptedServer.Step]
    private var received: [UInt8] = []

    init(
        shared: ScriptedServer.Shared, answer: @escaping @Sendable (ScriptedServer.Request) -> [ScriptedServer.Step]
    ) {
        self.shared = shared
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) { shared.connections.withLock { $0 += 1 } }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        while let request = takeRequest() {
            shared.requests.withLock { $0.append(request) }
            for step in answer(request) { perform(step, context) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func perform(_ step: ScriptedServer.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .send(let text):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .bytes(let bytes):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        case .close:
            context.close(promise: nil)
        }
    }

    /// A request whose body is all there.
    private func takeRequest() -> ScriptedServer.Request? {
        guard let head = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: received[..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { headers[parts[0].lowercased()] = parts[1] }
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard received.endIndex - head.upperBound >= length else { return nil }
        let body = received[head.upperBound..<(head.upperBound + length)]
        received.removeSubrange(..<(head.upperBound + length))
        return ScriptedServer.Request(
            line: lines.first ?? "", headers: headers, body: String(decoding: body, as: UTF8.self))
    }
}

/// Runs a test against a server that answers as told, with a client set up as the program's.
func withServer(
    _ answer: @escaping @Sendable (ScriptedServer.Request) -> [ScriptedServer.Step],
    test: (ScriptedServer, HTTPClient) async throws -> Void
) async throws {
    let server = try await ScriptedServer.start(answer)
    let client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: .engines)
    do {
        try await test(server, client)
    } catch {
        try await client.shutdown()
        try await server.stop()
        throw error
    }
    try await client.shutdown()
    try await server.stop()
}

/// Answers as HTTP/1.1 writes them.
enum Wire {
    static func head(_ status: String = "200 OK", _ headers: [String] = []) -> String {
        (["HTTP/1.1 \(status)"] + headers).joined(separator: "\r\n") + "\r\n\r\n"
    }

    /// An answer whose length is known.
    static func whole(_ body: String, status: String = "200 OK", headers: [String] = []) -> String {
        head(status, headers + ["Content-Length: \(body.utf8.count)"]) + body
    }

    /// The head of a chunked answer.
    static let streaming = head("200 OK", ["Transfer-Encoding: chunked"])

    static func chunk(_ body: String) -> String { String(body.utf8.count, radix: 16) + "\r\n" + body + "\r\n" }

    static let lastChunk = "0\r\n\r\n"

    static func chunked(_ pieces: [String]) -> String { streaming + pieces.map(chunk).joined() + lastChunk }
}
