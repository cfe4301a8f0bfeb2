import DiscordModel
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The socket in front of ``REST``: bytes in and out, and what goes wrong on the way.
struct RESTListener {
    /// A body in which an answer breaks off.
    private struct BrokenOff: Error {}

    let rest: REST
    let faults: Faults
    let clock: any Clock<Duration>
    let host: String
    let port: Int

    /// Serves until its task is cancelled.
    ///
    /// - Parameter opened: told the port before the first request is answered.
    func run(opened: @escaping @Sendable (Int) -> Void) async throws {
        var logger = Logger(label: "acore.simulator")
        logger.logLevel = .critical  // who breaks off, or is stopped, is nothing unusual here
        let door = ServerDoor()
        let application = Application(
            responder: CallbackResponder { request, context in try await respond(request, context) },
            server: .http1(configuration: .init(idleTimeout: .seconds(120))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in
                door.opened(channel)
                opened(channel.localAddress?.port ?? port)
            }, logger: logger)
        try await door.serve(application, logger: logger)
    }

    private func respond(_ request: Request, _ context: SocketContext) async throws -> Response {
        let incoming = try await read(request)
        guard let fault = faults.take(method: incoming.method, path: incoming.path) else {
            return Self.response(to: rest.answer(incoming))
        }
        return try await suffer(fault, incoming, context)
    }

    private func read(_ request: Request) async throws -> IncomingRequest {
        var headers = request.headers.map { (name: $0.name.canonicalName, value: $0.value) }
        if let agent = request.headers[.userAgent] { headers.append(("user-agent", agent)) }
        // One byte more than a request may have, so that what is too large is refused and not cut.
        let body = try await request.body.collect(upTo: BodyReader.limit + 1_024)
        return IncomingRequest(
            method: request.method.rawValue, target: request.uri.description, headers: headers,
            body: Array(body.readableBytesView))
    }

    // MARK: Faults

    private func suffer(
        _ fault: RESTFault, _ request: IncomingRequest, _ context: SocketContext
    ) async throws -> Response {
        switch fault {
        case .slow(let delay):
            try await clock.sleep(for: delay)
            return Self.response(to: rest.answer(request))
        case .drop:
            try await context.channel.close()
            return Response(status: .internalServerError)
        case .resetInBody:
            let reply = rest.answer(request)
            return Self.response(to: reply, brokenOffAfter: reply.body.count / 2)
        case .endlessBody: return Self.endless(rest.answer(request), clock)
        default: return Self.response(to: fault.reply)
        }
    }

    /// The head and a part of the body, then nothing more.
    private static func response(to reply: Reply, brokenOffAfter count: Int) -> Response {
        var response = Self.response(to: reply)
        let part = ByteBuffer(bytes: reply.body.prefix(count))
        response.body = ResponseBody(contentLength: reply.body.count) { writer in
            try await writer.write(part)
            throw BrokenOff()
        }
        return response
    }

    private static func endless(_ reply: Reply, _ clock: any Clock<Duration>) -> Response {
        var response = Self.response(to: reply)
        let part = ByteBuffer(bytes: reply.body.prefix(1))
        response.body = ResponseBody { writer in
            try await writer.write(part)
            // Until the client or the simulator ends it.
            while true {
                try await clock.sleep(for: .seconds(1))
                try await writer.write(ByteBuffer(string: " "))
            }
        }
        return response
    }

    private static func response(to reply: Reply) -> Response {
        var headers = HTTPFields()
        for (name, value) in reply.headers {
            guard let name = HTTPField.Name(name) else { continue }
            headers.append(HTTPField(name: name, value: value))
        }
        return Response(
            status: .init(code: reply.status), headers: headers,
            body: reply.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}

/// What Hummingbird carries along with a request: its socket, so that it can be shut.
struct SocketContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any NIOCore.Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

extension RESTFault {
    /// What stands in the place of the right answer.
    fileprivate var reply: Reply {
        switch self {
        case .rateLimited(let scope, let wait, let hasHeaders): Self.limited(scope, wait, hasHeaders)
        case .rateLimitedOddly(let wait):
            Reply(
                status: 429, headers: [("Content-Type", "application/json"), Reply.via],
                body: Array(#"{"message":"You are being rate limited.","retry_after":\#(wait),"global":false}"#.utf8))
        case .status(let status): Reply(Refusal(status, 0, "\(status): as asked"))
        case .refused(let status, let code): Reply(Refusal(status, code, "\(code): as asked"))
        case .cloudflare(let status): .cloudflare(status, headers: status == 429 ? [("Retry-After", "600")] : [])
        case .largeBody(let count, let status):
            Reply(
                status: status, headers: [("Content-Type", "application/json"), Reply.via],
                body: Array(repeating: UInt8(ascii: " "), count: count))
        case .slow, .resetInBody, .endlessBody, .drop: Reply(Refusal(500, 0, "500: as asked"))
        }
    }

    private static func limited(_ scope: Scope, _ wait: Double, _ hasHeaders: Bool) -> Reply {
        guard hasHeaders else { return Reply(limited: wait, isGlobal: scope == .global, headers: []) }
        var headers = [
            ("X-RateLimit-Scope", scope.rawValue), ("X-RateLimit-Limit", "5"), ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset-After", "\(wait)"), ("X-RateLimit-Bucket", "fault"),
        ]
        if scope == .global { headers.append(("X-RateLimit-Global", "true")) }
        return Reply(limited: wait, isGlobal: scope == .global, headers: headers)
    }
}
