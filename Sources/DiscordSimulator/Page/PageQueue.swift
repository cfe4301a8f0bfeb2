import DiscordModel
import Synchronization

/// What a screen has to be told of, without what it was told already.
enum PageNote: Hashable, Sendable {
    /// Came, or changed: what it is now is looked up when it is sent, so ten edits in a row are sent once.
    case message(Snowflake, in: Snowflake)
    case gone([Snowflake], in: Snowflake)
    case typing(Snowflake, in: Snowflake)
    case outcome(Snowflake)
    /// Servers, channels, members: all of it is sent anew.
    case world
    /// So much happened that the screen has to ask for everything again.
    case lost
    /// Nothing happened: so that nobody takes the connection for dead.
    case quiet

    init?(_ dispatch: Dispatch) {
        let data = dispatch.data
        let channel = data["channel_id"]?.snowflake ?? Snowflake(0)
        switch dispatch.name {
        case "MESSAGE_CREATE", "MESSAGE_UPDATE":
            self = .message(data["id"]?.snowflake ?? Snowflake(0), in: channel)
        case "MESSAGE_DELETE": self = .gone([data["id"]?.snowflake ?? Snowflake(0)], in: channel)
        case "MESSAGE_DELETE_BULK": self = .gone((data["ids"]?.array ?? []).compactMap(\.snowflake), in: channel)
        case "TYPING_START": self = .typing(data["user_id"]?.snowflake ?? Snowflake(0), in: channel)
        case let name where name.hasPrefix("MESSAGE_"):
            guard let message = data["message_id"]?.snowflake else { return nil }
            self = .message(message, in: channel)
        case let name where name.hasPrefix("INTERACTION_"): return nil
        default: self = .world
        }
    }
}

/// What waits for one screen, each thing once.
final class PageQueue: Sendable {
    /// Notes that wait at most; beyond it all are dropped for one ``PageNote/lost``.
    static let limit = 256

    private struct Contents: Sendable {
        var notes: [PageNote] = []
        var outcomes: [Snowflake: InteractionProgress] = [:]
    }

    /// A note came; there may be several.
    let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private let contents = Mutex(Contents())

    init() { (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func add(_ note: PageNote) {
        contents.withLock { contents in
            guard !contents.notes.contains(note) else { return }
            contents.notes = contents.notes.count < Self.limit ? contents.notes + [note] : [.lost]
        }
        signal.yield()
    }

    /// Notes that an interaction got further, if it did.
    func see(_ progress: InteractionProgress, of interaction: Snowflake) {
        let isNew = contents.withLock { contents in
            contents.outcomes.updateValue(progress, forKey: interaction) != progress
        }
        if isNew { add(.outcome(interaction)) }
    }

    func keepOnly(_ interactions: [Snowflake]) {
        contents.withLock { contents in
            contents.outcomes = contents.outcomes.filter { interactions.contains($0.key) }
        }
    }

    func take() -> [PageNote] {
        contents.withLock { contents in
            defer { contents.notes = [] }
            return contents.notes
        }
    }
}

/// How far an answer is, to be compared with how far it was.
struct InteractionProgress: Equatable, Sendable {
    let answer: Int?
    let isWaiting: Bool
    let hidden: [JSON]

    init(_ interaction: Interaction) {
        answer = interaction.answer
        isWaiting = interaction.isWaiting
        hidden = interaction.hidden
    }
}
