import DiscordModel
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// What happens, told to one screen as Server-Sent Events (WHATWG HTML, section 9.2).
extension SimulatorPage {
    static let silence = Duration.seconds(15)

    func events(_ request: Request) throws(PageFault) -> Response {
        let person = try person(request)
        if readers.isFull { throw .crowded }
        let body = ResponseBody { writer in
            try readers.enter()
            defer { readers.leave() }
            let queue = PageQueue()
            let listener = world.listen(for: person) { dispatch in
                if let note = PageNote(dispatch) { queue.add(note) }
            }
            defer { world.stopListening(listener) }
            queue.add(.world)
            let out = PageStream(writer: writer)
            try await cancelWhenGracefulShutdown {
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await tell(person, from: queue, to: out)
                }
            }
            try await out.end()
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .connection: "close",
            ],
            body: body)
    }

    private func tell(_ person: Snowflake, from queue: PageQueue, to out: PageStream) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                // Asked after every change; never done.
                _ = await world.first { state -> Never? in
                    watch(state, of: person, for: queue)
                    return nil
                }
            }
            group.addTask {
                while true {
                    try await clock.sleep(for: Self.silence)
                    queue.add(.quiet)
                }
            }
            for await _ in queue.signals {
                for note in queue.take() {
                    if let (name, data) = event(note, for: person) { try await out.send(name, data) }
                }
            }
        }
    }

    private func watch(_ state: WorldState, of person: Snowflake, for queue: PageQueue) {
        let interactions = readers.interactions(of: person)
        for id in interactions {
            if let interaction = state.interactions[id] { queue.see(InteractionProgress(interaction), of: id) }
        }
        queue.keepOnly(interactions)
    }

    /// Nil for what is gone by now.
    private func event(_ note: PageNote, for person: Snowflake) -> (String, JSON)? {
        switch note {
        case .message(let id, let channel):
            world.look { state in
                state.message(id, in: channel).map { ("message", state.readable($0, for: person)) }
            }
        case .gone(let ids, let channel):
            ("gone", ["channel": JSON(channel), "ids": .array(ids.map { JSON($0) })])
        case .typing(let user, let channel): ("typing", ["channel": JSON(channel), "user": JSON(user)])
        case .outcome(let id): outcome(of: id, for: person).map { ("outcome", $0) }
        case .world: ("world", world.look { $0.screen(of: person) })
        case .lost: ("lost", [:])
        case .quiet: ("quiet", [:])
        }
    }

    func outcome(of interaction: Snowflake, for person: Snowflake) -> JSON? {
        world.look { state in
            guard state.interactions[interaction]?.user == person else { return nil }
            return state.outcome(of: interaction).map { state.readable($0, of: interaction, for: person) }
        }
    }
}

/// Where the events of one screen are written: it waits for a slow reader. Used by one task at a time.
private final class PageStream: @unchecked Sendable {
    private var writer: any ResponseBodyWriter

    init(writer: any ResponseBodyWriter) { self.writer = writer }

    func send(_ event: String, _ data: JSON) async throws {
        var frame = ByteBuffer(string: "event: \(event)\ndata: ")
        frame.writeBytes(data.bytes)
        frame.writeString("\n\n")
        try await writer.write(frame)
    }

    func end() async throws { try await writer.finish(nil) }
}
