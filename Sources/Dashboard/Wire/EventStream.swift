import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle
import Synchronization

/// Server-Sent Events (WHATWG HTML, section 9.2), one write to the socket for each.
struct EventStream {
    /// A reader that takes nothing for so long is dropped; until then at most
    /// one event waits for it beside what the socket holds.
    static let stallLimit: TimeAmount = .seconds(30)
    /// What answers still have when the program stops.
    static let shutdownGrace: TimeAmount = .seconds(5)

    /// Used by one task at a time: the one that produces the events.
    nonisolated(unsafe) private var writer: any ResponseBodyWriter
    private let stall: StallWatch

    /// A response whose body `produce` writes. `produce` is cancelled when the reader leaves.
    ///
    /// - Parameter endsAtOnce: whether it has nothing to finish when the program stops.
    static func response(
        to request: Request, on channel: any Channel, endsAtOnce: Bool = false, stallLimit: TimeAmount = stallLimit,
        _ produce: @escaping @Sendable (inout EventStream) async throws -> Void
    ) -> Response {
        let body = ResponseBody { writer in
            let stall = StallWatch(channel: channel, limit: stallLimit)
            defer { stall.end() }
            var events = EventStream(writer: writer, stall: stall)
            try await withGracefulShutdownHandler(
                operation: {
                    try await withTaskExecutorPreference(LoopExecutor(of: channel)) {
                        try await request.body.consumeWithCancellationOnInboundClose { _ in try await produce(&events) }
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
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .accelBuffering: "no",
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

    /// A comment line, which readers skip.
    mutating func ping() async throws { try await write(ByteBuffer(string: ": ping\n\n")) }

    /// A frame that is complete already.
    mutating func write(_ frame: ByteBuffer) async throws {
        stall.begin()
        try await writer.write(frame)
        stall.passed()
    }
}

/// Closes a connection whose reader has stopped reading.
private struct StallWatch: Sendable {
    private final class Wait: Sendable {
        let began = Mutex<NIODeadline?>(nil)
    }

    private let wait: Wait
    private let check: RepeatedTask

    init(channel: any Channel, limit: TimeAmount) {
        let wait = Wait()
        let interval = TimeAmount.nanoseconds(max(1, limit.nanoseconds / 4))
        self.wait = wait
        check = channel.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { task in
            guard let began = wait.began.withLock({ $0 }), NIODeadline.now() - began >= limit else { return }
            task.cancel()
            channel.close(promise: nil)
        }
    }

    func begin() { wait.began.withLock { $0 = .now() } }
    func passed() { wait.began.withLock { $0 = nil } }
    func end() { check.cancel() }
}
