import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A TCP server on loopback that answers each request byte for byte as a test says.
final class ScriptedAPI: Sendable {
    struct Request: Sendable {
        /// `POST /channels/1/messages`
        let line: String
        let headers: [String: String]
        let body: String
    }

    enum Step: Sendable {
        case send(String)
        case close
    }

    /// What to do with a request, and the how manieth it is, from one on.
    typealias Script = @Sendable (Request, Int) -> [Step]

    private let channel: any Channel
    private let record: Record

    var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
    var requests: [Request] { record.requests.withLock { $0 } }

    static func start(_ script: @escaping Script) async throws -> ScriptedAPI {
        let record = Record()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Connection(record, script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ScriptedAPI(channel: channel, record: record)
    }

    private init(channel: any Channel, record: Record) {
        self.channel = channel
        self.record = record
    }

    func stop() async throws { try await channel.close() }

    fileprivate final class Record: Sendable {
        let requests = Mutex<[Request]>([])

        func add(_ request: Request) -> Int {
            requests.withLock {
                $0.append(request)
                return $0.count
            }
        }
    }
}

private final class Connection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let record: ScriptedAPI.Record
    private let script: ScriptedAPI.Script
    private var received: [UInt8] = []

    init(_ record: ScriptedAPI.Record, _ script: @escaping ScriptedAPI.Script) {
        self.record = record
        self.script = script
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        while let request = takeRequest() {
            for step in script(request, record.add(request)) {
                switch step {
                case .send(let text):
                    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
                case .close: context.close(promise: nil)
                }
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// A request whose body is all there.
    private func takeRequest() -> ScriptedAPI.Request? {
        guard let head = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: received[..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let fields = lines.dropFirst().compactMap { line -> (String, String)? in
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return parts.count == 2 ? (parts[0].lowercased(), parts[1]) : nil
        }
        let headers = Dictionary(fields) { $1 }
        let end = head.upperBound + (headers["content-length"].flatMap { Int($0) } ?? 0)
        guard received.endIndex >= end else { return nil }
        let body = String(decoding: received[head.upperBound..<end], as: UTF8.self)
        received.removeSubrange(..<end)
        let line = (lines.first ?? "").replacing(" HTTP/1.1", with: "")
        return ScriptedAPI.Request(line: line, headers: headers, body: body)
    }
}

/// Answers as Discord and Cloudflare write them.
enum Answer {
    static func json(_ status: String = "200 OK", _ body: String = "{}", _ headers: [String] = []) -> ScriptedAPI.Step {
        let all =
            ["HTTP/1.1 \(status)", "Content-Type: application/json", "Content-Length: \(body.utf8.count)"] + headers
        return .send(all.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    static func page(_ status: String, _ headers: [String] = []) -> ScriptedAPI.Step {
        let body = "<html><body>error code: 1015</body></html>"
        let all = ["HTTP/1.1 \(status)", "Content-Type: text/html", "Content-Length: \(body.utf8.count)"] + headers
        return .send(all.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    static let nothing = ScriptedAPI.Step.send("HTTP/1.1 204 No Content\r\n\r\n")

    static func limits(_ remaining: Int, of limit: Int = 5, resetAfter: Double = 1) -> [String] {
        [
            "X-RateLimit-Limit: \(limit)", "X-RateLimit-Remaining: \(remaining)",
            "X-RateLimit-Reset-After: \(resetAfter)", "X-RateLimit-Reset: 1700000000.5", "X-RateLimit-Bucket: b",
        ]
    }

    static func throttled(_ scope: String, _ wait: String = "3") -> ScriptedAPI.Step {
        json(
            "429 Too Many Requests", #"{"message": "slow", "retry_after": \#(wait), "global": \#(scope == "global")}"#,
            ["X-RateLimit-Scope: \(scope)"] + (scope == "global" ? ["X-RateLimit-Global: true"] : []))
    }
}
