import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle
import Telemetry

/// Server-Sent Events (WHATWG HTML, section 9.2), one write to the socket for each.
///
/// At most one event waits for a slow reader beside what the socket holds; ``ConnectionLimits``
/// drops who takes nothing, ``EventPings`` fills silence.
struct EventStream {
    static let contentType = "text/event-stream; charset=utf-8"
    /// What answers still have when the program stops.
    static let shutdownGrace: TimeAmount = .seconds(5)

    /// Used by one task at a time: the one that produces the events.
    nonisolated(unsafe) private var writer: any ResponseBodyWriter

    /// A response whose body `produce` writes. `produce` is cancelled when the reader leaves.
    ///
    /// - Parameter endsAtOnce: whether it has nothing to finish when the program stops.
    static func response(
        to request: Request, on channel: any Channel, endsAtOnce: Bool = false,
        _ produce: @escaping @Sendable (inout EventStream) async throws -> Void
    ) -> Response {
        // The body is written when the request's own task-local values are gone.
        let id = RequestID.current
        let body = ResponseBody { writer in
            var events = EventStream(writer: writer)
            try await withGracefulShutdownHandler(
                operation: {
                    try await withTaskExecutorPreference(LoopExecutor(of: channel)) {
                        try await request.body.consumeWithCancellationOnInboundClose { _ in
                            try await RequestID.$current.withValue(id) { try await produce(&events) }
                        }
                    }
                },
                onGracefulShutdown: {
                    let grace = endsAtOnce ? .zero : shutdownGrace
                    channel.eventLoop.scheduleTask(in: grace) { channel.close(promise: nil) }
                })
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: contentType, .cacheControl: "no-store", .accelBuffering: "no",
                .connection: "close",
            ],
            body: body)
    }

    /// - Parameter data: JSON, without line breaks.
    mutating func send(_ event: StaticString, _ data: ByteBuffer) async throws {
        var frame = ByteBuffer()
        frame.writeStaticString("event: ")
        frame.writeStaticString(event)
        frame.writeStaticString("\ndata: ")
        frame.writeImmutableBuffer(data)
        frame.writeStaticString("\n\n")
        try await write(frame)
    }

    /// A frame that is complete already.
    ///
    /// - Throws: `CancellationError` where the reader has left.
    mutating func write(_ frame: ByteBuffer) async throws {
        do { try await writer.write(frame) } catch { throw CancellationError() }
    }
}
