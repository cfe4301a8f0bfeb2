import DiscordModel
import Foundation

/// All that stands in the simulated Discord: Discord's own objects as JSON, on shelves by id.
///
/// A plain value: `World` keeps it behind a lock and hands out what a change put into ``outbox``.
struct WorldState: Sendable {
    /// Messages kept of a channel; beyond it the oldest are forgotten.
    static let messageLimit = 5_000
    /// Interactions kept; beyond it the oldest are forgotten.
    static let interactionLimit = 5_000

    /// Polls whose end is waited for; beyond it the oldest stay open.
    static let openPollLimit = 5_000

    /// When the present change happens.
    var now = Date.distantPast
    /// Where files can be fetched, such as `http://127.0.0.1:4000`.
    var cdn = ""

    var applications: [Snowflake: BotApplication] = [:]
    var users: [Snowflake: JSON] = [:]
    var guilds: [Snowflake: Guild] = [:]
    var channels: [Snowflake: Channel] = [:]
    var webhooks: [Snowflake: JSON] = [:]
    var interactions: [Snowflake: Interaction] = [:]
    var files = FileShelf()
    var nonces = NonceShelf()
    var openPolls: [OpenPoll] = []
    /// People who are told what happens, as bots are.
    var watched: Set<Snowflake> = []
    /// People who take no direct messages.
    var closed: Set<Snowflake> = []

    /// What bots are to hear of the present change, in order.
    var outbox: [(bot: Snowflake, dispatch: Dispatch)] = []

    private var lastID: UInt64 = 0

    /// A new id: rising, with the present time in it.
    mutating func mint() -> Snowflake {
        let milliseconds = max(0, Int64(now.timeIntervalSince1970 * 1000) - 1_420_070_400_000)
        lastID = max(lastID &+ 1, UInt64(milliseconds) << 22)
        return Snowflake(lastID)
    }

    var timestamp: JSON { .string(Self.text(of: now)) }

    /// As Discord writes times: `2026-01-02T03:04:05.678000+00:00`.
    static func text(of date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)).dropLast() + "000+00:00"
    }

    static func date(of text: String?) -> Date? {
        guard let text, let seconds = text.split(separator: ".").first?.split(separator: "+").first else { return nil }
        let plain = seconds.hasSuffix("Z") ? String(seconds) : seconds + "Z"
        // What is no time is no time.
        return try? Date(plain, strategy: .iso8601)
    }
}

/// An application with its bot, and what was switched on for it in the developer portal.
struct BotApplication: Sendable {
    var object: JSON
    let bot: Snowflake
    var token: String
    var switches: SimulatedIntents
    /// Registered slash commands: of one guild, or of none (everywhere), in the order they were given.
    var commands: [Snowflake?: [JSON]] = [:]
    /// People who brought it along, to wherever they are.
    var installedFor: Set<Snowflake> = []

    var id: Snowflake { object["id"]?.snowflake ?? bot }
}

struct Guild: Sendable {
    /// Without roles, members and channels.
    var object: JSON
    var roles: [Snowflake: JSON]
    /// Members without their `user`.
    var members: [Snowflake: JSON] = [:]
    var voiceStates: [Snowflake: JSON] = [:]
    var presences: [Snowflake: JSON] = [:]
    var bans: [Snowflake: JSON] = [:]

    var owner: Snowflake? { object["owner_id"]?.snowflake }
}

struct Channel: Sendable {
    var object: JSON
    /// The oldest first.
    var messages: [JSON] = []
    /// Of a direct message.
    var recipients: [Snowflake] = []
    /// Of a thread.
    var threadMembers: [Snowflake: JSON] = [:]
    /// When each was pinned, the oldest first.
    var pins: [(message: Snowflake, at: JSON)] = []

    var guild: Snowflake? { object["guild_id"]?.snowflake }
    var parent: Snowflake? { object["parent_id"]?.snowflake }
    var kind: ChannelKind { ChannelKind(rawValue: object["type"]?.integer ?? 0) ?? .text }

    func index(of message: Snowflake) -> Int? {
        messages.lastIndex { $0["id"]?.snowflake == message }
    }
}

/// <https://docs.discord.com/developers/resources/channel#channel-object-channel-types>
package enum ChannelKind: Int, Sendable, CaseIterable {
    case text = 0
    case direct = 1
    case voice = 2
    case groupDirect = 3
    case category = 4
    case announcement = 5
    case announcementThread = 10
    case publicThread = 11
    case privateThread = 12
    case stage = 13
    case forum = 15
    case media = 16

    var isThread: Bool { (10...12).contains(rawValue) }
    var isDirect: Bool { self == .direct || self == .groupDirect }
    /// Messages stand in it, not only in its threads.
    var holdsMessages: Bool { ![.category, .forum, .media].contains(self) }
}
