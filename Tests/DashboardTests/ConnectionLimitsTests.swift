import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import NIOCore
import Testing

@testable import Dashboard

@Suite(.timeLimit(.minutes(1))) struct ConnectionLimitsTests {
    /// Longer than any test.
    private let ever = TimeAmount.hours(1)
    private let soon = TimeAmount.milliseconds(50)

    /// Runs a server with these limits; `closed` ends once it has closed a connection that it answered or reads from.
    private func running(
        _ times: ConnectionLimits.Times,
        _ work: @escaping @Sendable (_ port: Int, _ closed: AsyncStream<Void>) async throws -> Void
    ) async throws {
        let (closed, closing) = AsyncStream<Void>.makeStream()
        let router = Router(context: WebContext.self)
        router.add(middleware: Watch(closing: closing))
        router.get("much") { _, _ in ByteBuffer(repeating: UInt8(ascii: "x"), count: 65_536) }
        router.get("events") { request, context in
            EventStream.response(to: request, on: context.channel) { events in
                while true { try await events.write(ByteBuffer(repeating: UInt8(ascii: "x"), count: 65_536)) }
            }
        }
        router.get("done") { request, context in
            EventStream.response(to: request, on: context.channel) { try await $0.write(ByteBuffer(string: "done")) }
        }
        router.post("body") { request, _ in
            var request = request
            return "\(try await request.collectBody(upTo: 1 << 20).readableBytes) bytes"
        }
        let application = Application(
            router: router,
            server: .http1(configuration: .init(additionalChannelHandlers: [ConnectionLimits(times)])))
        try await application.test(.live) { client in try await work(try #require(client.port), closed) }
    }

    private struct Watch: RouterMiddleware {
        typealias Context = WebContext

        let closing: AsyncStream<Void>.Continuation

        @concurrent
        func handle(
            _ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response
        ) async throws -> Response {
            context.channel.closeFuture.whenComplete { [closing] _ in closing.finish() }
            return try await next(request, context)
        }
    }

    @Test(arguments: ["/much", "/events"])
    func `who asks and asks and reads nothing is dropped`(path: String) async throws {
        try await running(.init(reading: soon, body: ever)) { port, closed in
            let client = try RawClient(port: port, receiveBuffer: 4096)
            client.send(String(repeating: "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 200))
            for await _ in closed {}
            client.close()
        }
    }

    @Test func `who does not finish a request is dropped`() async throws {
        try await running(.init(reading: ever, body: soon, largeBody: ever)) { port, closed in
            let client = try RawClient(port: port)
            client.send("POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx")
            for await _ in closed {}
            client.close()
        }
    }

    @Test func `a large request has more time, until it is answered`() async throws {
        try await running(.init(reading: ever, body: soon, largeBody: ever)) { port, closed in
            let size = JSONBody.ordinaryLimit + 1
            let large = try RawClient(port: port)
            large.send("POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(size)\r\n\r\n")
            let stranger = try RawClient(port: port)
            stranger.send("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(size)\r\n\r\n")
            let refusal = await stranger.read(until: "\r\n\r\n")
            #expect(refusal.hasPrefix("HTTP/1.1 404"))
            // By now the other one has waited for longer than a small request may.
            for await _ in closed {}
            large.send(String(repeating: "x", count: size))
            let answer = await large.read(until: "bytes")
            #expect(answer.contains("\(size) bytes"))
        }
    }

    @Test func `who does not hang up after the last answer is dropped`() async throws {
        try await running(.init(reading: soon, body: ever)) { port, closed in
            let client = try RawClient(port: port)
            client.send("GET /done HTTP/1.1\r\nHost: localhost\r\n\r\n")
            _ = await client.read(until: "done")
            client.send("GET /done HTTP/1.1\r\nHost: localhost\r\n\r\n")
            for await _ in closed {}
            client.close()
        }
    }

    @Test func `an ordinary request outlives every limit`() async throws {
        try await running(.init(reading: soon, body: soon)) { port, _ in
            let client = try RawClient(port: port)
            client.send("POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx")
            let first = await client.read(until: "1 bytes")
            try await ContinuousClock().sleep(for: .milliseconds(150))
            client.send("POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nxy")
            let second = await client.read(until: "2 bytes")
            #expect(first.contains("1 bytes") && second.contains("2 bytes"))
        }
    }

    @Test func `connections leave files for the rest of the program`() {
        #expect(DashboardServer.connections(files: 1024) == 768)
        #expect(DashboardServer.connections(files: 65_536) == 1024)
        #expect(DashboardServer.connections(files: 100) == 16)
    }
}
