import DiscordModel
import DiscordSimulator
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A gateway client that does nothing of its own accord: what a test says goes out, what comes can be looked at.
final class RawClient {
    typealias Socket = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    enum Heard: Equatable {
        case payload(JSON)
        case close(UInt16?)
        case pong
        /// The socket ended without a close frame.
        case end
    }

    private var inbound: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    private let inflater: (any Inflater)?
    /// The newest `s`.
    private(set) var sequence: Int?

    private init(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>,
        _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>, _ compression: GatewayCompression
    ) throws {
        self.inbound = inbound.makeAsyncIterator()
        self.outbound = outbound
        inflater = try compression.inflater()
    }

    static func connect<Result>(
        to gateway: Gateway, _ compression: GatewayCompression = .none, query: String = "v=10&encoding=json",
        _ body: (RawClient) async throws -> Result
    ) async throws -> Result {
        let port = Int(gateway.url.split(separator: ":").last?.prefix { $0.isNumber } ?? "") ?? 0
        let compress = compression == .none ? "" : "&compress=\(compression.rawValue)"
        let socket = try await open(port: port, path: "/?\(query)\(compress)")
        return try await socket.executeThenClose { inbound, outbound in
            try await body(try RawClient(inbound, outbound, compression))
        }
    }

    // MARK: Out

    func send(_ payload: JSON) async throws { try await send(text: payload.text) }

    func send(text: String, fin: Bool = true, opcode: WebSocketOpcode = .text, masked: Bool = true) async throws {
        try await outbound.write(
            WebSocketFrame(
                fin: fin, opcode: opcode, maskKey: masked ? .random() : nil, data: ByteBuffer(string: text)))
    }

    func identify(
        _ token: String, intents: SimulatedIntents = .known, shard: [Int]? = nil, fields: JSONObject = [:]
    ) async throws {
        var data: JSON = [
            "token": .string(token), "intents": .integer(Int(intents.rawValue)), "properties": ["os": "linux"],
        ]
        data["shard"] = shard.map { .array($0.map { .integer($0) }) }
        for field in fields { data[field.name] = field.value }
        try await send(["op": 2, "d": data])
    }

    func resume(_ token: String, _ session: String, after sequence: Int) async throws {
        try await send([
            "op": 6, "d": ["token": .string(token), "session_id": .string(session), "seq": .integer(sequence)],
        ])
    }

    // MARK: In

    func next() async throws -> Heard {
        while let frame = try await inbound.next(isolation: #isolation) {
            switch frame.opcode {
            case .pong: return .pong
            case .connectionClose:
                var data = frame.data
                return .close(data.readInteger())
            default:
                let bytes = Array(frame.data.readableBytesView)
                guard let document = try inflater.map({ try $0.inflate(bytes) }) ?? bytes else { continue }
                let payload = try JSON(json: document)
                if let number = payload["s"]?.integer { sequence = number }
                return .payload(payload)
            }
        }
        return .end
    }

    /// Everything up to and including the first payload that is wanted.
    func payloads(upTo isWanted: (JSON) -> Bool) async throws -> [JSON] {
        var all: [JSON] = []
        while case .payload(let payload) = try await next() {
            all.append(payload)
            if isWanted(payload) { return all }
        }
        throw Missing(after: all.map { $0["t"]?.string ?? "op \($0["op"]?.integer ?? -1)" })
    }

    func payload(op: Int) async throws -> JSON {
        try await payloads { $0["op"] == .integer(op) }.last ?? .null
    }

    /// Its `d`.
    func event(_ name: String) async throws -> JSON {
        try await payloads { $0["t"] == .string(name) }.last?["d"] ?? .null
    }

    /// What ends the connection, with all that came before.
    func ending() async throws -> Heard {
        while true {
            let heard = try await next()
            if case .payload = heard { continue }
            return heard
        }
    }

    struct Missing: Error { let after: [String] }

    private static func open(port: Int, path: String) async throws -> Socket {
        let upgrade: EventLoopFuture<Socket> = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let upgrader = NIOTypedWebSocketClientUpgrader<Socket>(
                        maxFrameSize: 1 << 24,
                        upgradePipelineHandler: { channel, _ in
                            channel.eventLoop.makeCompletedFuture {
                                try Socket(wrappingChannelSynchronously: channel)
                            }
                        })
                    let head = HTTPRequestHead(
                        version: .http1_1, method: .GET, uri: path, headers: ["Host": "127.0.0.1:\(port)"])
                    var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
                        upgradeConfiguration: .init(
                            upgradeRequestHead: head, upgraders: [upgrader],
                            notUpgradingCompletionHandler: {
                                $0.eventLoop.makeFailedFuture(Missing(after: ["no upgrade"]))
                            }))
                    // HELLO may come in the same packet as the answer to the upgrade.
                    configuration.leftOverBytesStrategy = .forwardBytes
                    return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                        configuration: configuration)
                }
            }
        return try await upgrade.get()
    }
}
