import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Dashboard

@Suite(.timeLimit(.minutes(1))) struct EventStreamTests {
    @Test func `an event is a name, a line of data and an empty line`() async throws {
        let router = Router(context: WebContext.self)
        router.get("events") { request, context in
            EventStream.response(to: request, on: context.channel) { events in
                try await events.send("status", ByteBuffer(string: "{}"))
                try await events.ping()
                try await events.write(ByteBuffer(string: "data: [DONE]\n\n"))
            }
        }
        try await Application(router: router).test(.router) { client in
            let response = try await client.execute(uri: "/events", method: .get)
            #expect(String(buffer: response.body) == "event: status\ndata: {}\n\n: ping\n\ndata: [DONE]\n\n")
        }
    }

    @Test func `who stops reading is dropped, and what was written for them ends`() async throws {
        let (ends, ended) = AsyncStream<Void>.makeStream()
        let router = Router(context: WebContext.self)
        router.get("events") { request, context in
            EventStream.response(to: request, on: context.channel, stallLimit: .milliseconds(200)) { events in
                defer { ended.yield() }
                let much = ByteBuffer(repeating: UInt8(ascii: "x"), count: 65_536)
                while true { try await events.write(much) }
            }
        }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.live) { client in
            let slow = try RawClient(port: try #require(client.port), receiveBuffer: 4096)
            slow.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            for await _ in ends { break }
            slow.close()
        }
    }
}
