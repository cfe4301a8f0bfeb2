import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Telemetry
import Testing

@testable import Dashboard

@Suite(.timeLimit(.minutes(1))) struct EventStreamTests {
    @Test func `an event is a name, a line of data and an empty line`() async throws {
        let router = Router(context: WebContext.self)
        router.get("events") { request, context in
            EventStream.response(to: request, on: context.channel) { events in
                try await events.send("status", ByteBuffer(string: "{}"))
                try await events.write(ByteBuffer(string: "data: [DONE]\n\n"))
            }
        }
        try await Application(router: router).test(.router) { client in
            let response = try await client.execute(uri: "/events", method: .get)
            #expect(String(buffer: response.body) == "event: status\ndata: {}\n\ndata: [DONE]\n\n")
        }
    }

    @Test func `what is logged while events are written names the request`() async throws {
        let router = Router(context: WebContext.self)
        router.add(
            middleware: Envelope(
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, isBehindTLSProxy: false))
        router.get("events") { request, context in
            EventStream.response(to: request, on: context.channel) { events in
                try await events.write(ByteBuffer(string: RequestID.current ?? "none"))
            }
        }
        try await Application(router: router).test(.router) { client in
            let response = try await client.execute(uri: "/events", method: .get)
            #expect(String(buffer: response.body).wholeMatch(of: #/[0-9a-z]{12}/#) != nil)
        }
    }

    @Test func `a stream that is silent is sent comments`() async throws {
        let router = Router(context: WebContext.self)
        router.get("events") { request, context in
            EventStream.response(to: request, on: context.channel) { events in
                try await events.write(ByteBuffer(string: "data: [DONE]\n\n"))
                try await ContinuousClock().sleep(for: .seconds(3600))
            }
        }
        router.get("words") { _, _ in
            try await ContinuousClock().sleep(for: .milliseconds(50))
            return "Quiet."
        }
        let application = Application(
            router: router,
            server: .http1(
                configuration: .init(additionalChannelHandlers: [EventPings(afterSilenceOf: .milliseconds(10))])))
        try await application.test(.live) { client in
            let reader = try RawClient(port: try #require(client.port))
            reader.send("GET /words HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(await reader.read(until: "Quiet.").contains("ping") == false)
            reader.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let text = await reader.read(until: "ping\n\n\r\n8\r\n: ping")
            #expect(text.contains("data: [DONE]\n\n\r\n8\r\n: ping\n\n"))
            reader.close()
        }
    }
}
