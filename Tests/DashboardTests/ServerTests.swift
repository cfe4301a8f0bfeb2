import Companion
import Foundation
import HTTPTypes
import Inference
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import Dashboard

@Suite(.timeLimit(.minutes(1))) struct ServerTests {
    @Test func `only loopback, unless it was asked for and made safe`() throws {
        var configuration = DashboardConfiguration(webFiles: House.webFiles)
        for host in ["127.0.0.1", "localhost", "::1", "127.0.0.9"] {
            configuration.host = host
            try configuration.checkAddress()
        }
        for host in ["0.0.0.0", "::", "192.168.1.5", "example.org", "127.0.0.1.example.org", ""] {
            configuration.host = host
            #expect(throws: DashboardError.self) { try configuration.checkAddress() }
        }
        configuration.host = "0.0.0.0"
        configuration.isBehindTLSProxy = true
        #expect(throws: DashboardError.self) { try configuration.checkAddress() }
        configuration.hostNames = ["home.example"]
        try configuration.checkAddress()
    }

    @Test func `port 0 finds a free one; a taken one is named`() async throws {
        try await running { port, _ in
            #expect(port > 0)
            let second = try await House(configuration: DashboardConfiguration(port: port, webFiles: House.webFiles))
            await #expect(throws: DashboardError.portTaken(host: "127.0.0.1", port: port)) {
                try await second.server.run()
            }
            #expect(DashboardError.portTaken(host: "127.0.0.1", port: port).description.contains("\(port)"))
        }
    }

    @Test func `an address that is not ours is named`() async throws {
        let house = try await House(
            configuration: DashboardConfiguration(
                host: "192.0.2.1", port: 0, isBehindTLSProxy: true, hostNames: ["x"],
                webFiles: House.webFiles))
        await #expect(throws: DashboardError.self) { try await house.server.run() }
    }

    @Test func `a foreign host name is turned away on the wire`() async throws {
        try await running { port, _ in
            let client = try RawClient(port: port)
            client.send("GET /sign-in HTTP/1.1\r\nHost: evil.example:\(port)\r\nConnection: close\r\n\r\n")
            let answer = await client.read(until: "}")
            #expect(answer.hasPrefix("HTTP/1.1 421"))
        }
    }

    @Test func `health answers a real connection`() async throws {
        try await running { port, _ in
            let client = try RawClient(port: port)
            client.send("GET /health HTTP/1.1\r\nHost: anything\r\nConnection: close\r\n\r\n")
            let answer = await client.read(until: "}")
            #expect(answer.contains(#"{"status":"ok"}"#))
        }
    }

    @Test(arguments: [
        "GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\u{1F4A9} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n",
        "POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /api/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nffffffffffffffffff\r\n",
        "GET /static/\(String(repeating: "../", count: 50))etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: acore_session=\(String(repeating: "=;", count: 500))\r\nConnection: close\r\n\r\n",
    ])
    func `hostile requests end in a refusal and the server goes on`(request: String) async throws {
        try await running { port, _ in
            let hostile = try RawClient(port: port)
            hostile.send(request)
            _ = await hostile.read(until: "\r\n\r\n")
            let client = try RawClient(port: port)
            client.send("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            let answer = await client.read(until: "}")
            #expect(answer.contains("ok"))
        }
    }

    @Test func `closing the connection stops the model`() async throws {
        let model = EndlessModel()
        try await running(model: model) { port, house in
            let visitor = try await house.liveVisitor()
            let client = try RawClient(port: port)
            client.ask("Tell me everything", visitor, port: port)
            let answer = await client.read(until: "again")
            #expect(answer.contains("event: text"))
            client.close()
            await model.stopped()
        }
    }

    @Test func `a model that is silent is stopped too when the asker leaves`() async throws {
        let model = EndlessModel(isSilent: true)
        try await running(model: model) { port, house in
            let visitor = try await house.liveVisitor()
            let client = try RawClient(port: port)
            client.ask("Hello?", visitor, port: port)
            let answer = await client.read(until: "event: start")
            #expect(answer.contains("event: start"))
            await model.began()
            client.close()
            await model.stopped()
        }
    }

    @Test func `the status is sent at once, and a watcher that leaves makes room`() async throws {
        try await running { port, house in
            let visitor = try await house.liveVisitor()
            for _ in 1...(StatusRoutes.watcherLimit + 5) {
                let client = try RawClient(port: port)
                client.send(
                    "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nCookie: acore_session=\(visitor.cookie)\r\n\r\n"
                )
                let text = await client.read(until: "scripted")
                if !text.contains("event: status") { #expect(text.contains("503")) }
            }
        }
    }

    @Test func `a program that stops takes its watchers along`() async throws {
        try await running { port, house in
            let visitor = try await house.liveVisitor()
            let client = try RawClient(port: port)
            client.send(
                "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nCookie: acore_session=\(visitor.cookie)\r\n\r\n"
            )
            let answer = await client.read(until: "scripted")
            #expect(answer.contains("event: status"))
        }
    }

    @Test func `whoever leaves, or breaks a body off, is no fault of ours`() async throws {
        let log = LogRecord()
        let model = EndlessModel()
        try await running(model: model, log: log) { port, house in
            let visitor = try await house.liveVisitor()
            for accept in ["text/event-stream", "application/json"] {
                let client = try RawClient(port: port)
                client.ask("Tell me everything", visitor, port: port, accept: accept)
                await model.began()
                client.close()
                await model.stopped()
            }
            let client = try RawClient(port: port)
            client.send(
                "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 50\r\n\r\n{\"name\":")
            client.closeOutput()
            let answer = await client.read(until: "}")
            #expect(answer.isEmpty || answer.contains("broke off"))
        }
        #expect(log.lines(from: .error).isEmpty)
    }

    /// Runs a server on a free port for as long as `work` takes.
    private func running(
        model: any LanguageModel = ScriptedLanguageModel(.text("Hello.")),
        log: any LogHandler = SwiftLogNoOpLogHandler(),
        _ work: @escaping @Sendable (Int, House) async throws -> Void
    ) async throws {
        let (ports, opened) = AsyncStream<Int>.makeStream()
        let house = try await House(model: model, log: log, started: { opened.yield($0) })
        let services = ServiceGroup(
            services: [house.server], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            group.addTask {
                for await port in ports {
                    try await work(port, house)
                    return
                }
            }
            try await group.next()
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }
}

extension House {
    /// A session without going through the sign-in route.
    func liveVisitor() async throws -> LiveVisitor {
        let account = try #require(try await accounts.signIn(name: "operator", password: password))
        let time = time
        let session = try await WebSessions(database: database, now: { time.now }).start(for: account, replacing: nil)
        return LiveVisitor(cookie: session.token, pageToken: session.pageToken)
    }
}

struct LiveVisitor: Sendable {
    let cookie: String
    let pageToken: String
}

extension RawClient {
    func ask(_ message: String, _ visitor: LiveVisitor, port: Int, accept: String = "text/event-stream") {
        let body = #"{"message":"\#(message)"}"#
        send(
            """
            POST /api/chat HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nCookie: acore_session=\(visitor.cookie)\r\n\
            X-Acore-Token: \(visitor.pageToken)\r\nContent-Type: application/json\r\nAccept: \(accept)\r\n\
            Content-Length: \(body.utf8.count)\r\n\r\n\(body)
            """)
    }
}

/// Writes until it is stopped, and tells that it was: nobody holds its stream any more.
final class EndlessModel: LanguageModel {
    let name = "endless"
    let traits = ModelTraits(contextTokens: 4096)
    private let isSilent: Bool
    private let asked = AsyncStream<Void>.makeStream()
    private let ended = AsyncStream<Void>.makeStream()

    init(isSilent: Bool = false) { self.isSilent = isSilent }

    func began() async { for await _ in asked.stream { return } }
    func stopped() async { for await _ in ended.stream { return } }

    func reply(to prompt: Prompt) async throws -> ReplyStream {
        asked.continuation.yield()
        return Endless(isSilent: isSilent, hold: Hold(ended: ended.continuation))
    }

    private final class Hold: Sendable {
        let ended: AsyncStream<Void>.Continuation

        init(ended: AsyncStream<Void>.Continuation) { self.ended = ended }

        deinit { ended.yield() }
    }

    private struct Endless: AsyncSequence, AsyncIteratorProtocol, Sendable {
        typealias Element = ReplyPart
        typealias Failure = any Error

        let isSilent: Bool
        let hold: Hold

        func makeAsyncIterator() -> Endless { self }

        func next() async throws -> ReplyPart? {
            if isSilent { try await ContinuousClock().sleep(for: .seconds(3600)) }
            try Task.checkCancellation()
            await Task.yield()
            return .text("again ")
        }
    }
}
