import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
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

    /// What a connection writes when an answer of this type begins and the time passes in steps of six seconds,
    /// with a word after the first.
    private func written(_ type: String) throws -> String {
        let channel = EmbeddedChannel(handler: EventPings(afterSilenceOf: .seconds(15)))
        try channel.writeOutbound(
            HTTPResponsePart.head(HTTPResponse(status: .ok, headerFields: [.contentType: type])))
        for step in 1...6 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(6))
            if step == 1 { try channel.writeOutbound(HTTPResponsePart.body(ByteBuffer(string: "word "))) }
        }
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        var text = ""
        while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
            if case .body(let bytes) = part { text += String(buffer: bytes) }
        }
        return text
    }

    @Test func `a stream that is silent is sent comments, nothing else is`() throws {
        #expect(try written(EventStream.contentType) == "word : ping\n\n: ping\n\n")
        #expect(try written("text/plain") == "word ")
    }
}
