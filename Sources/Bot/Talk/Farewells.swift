import Companion
import DiscordModel
import Foundation
import Logging

/// What was said in channels goes with them. A server that the bot left is marked; what was said there, and its
/// settings, go after a while (``DailySweep``), unless it comes back.
///
/// Deleting takes its time and holds up nothing else. Partings that could not be written down are seen by the next
/// session: its list of servers is compared with what is kept.
final class Farewells: Sendable {
    private enum Parting: Sendable {
        case loss(GuildDirectory.Loss)
        case entry(Snowflake)
        case session(Ready)
    }

    /// Partings that wait; further ones are left to the next session.
    private static let waiting = 4_096

    private let application: Snowflake
    private let conversations: ConversationStore
    private let settings: ServerSettingsStore
    private let now: @Sendable () -> Date
    private let callbacks: CallbackStore
    private let partings = AsyncStream.makeStream(of: Parting.self, bufferingPolicy: .bufferingOldest(waiting))
    private let logger = Logger(label: "acore.discord.talk")

    init(
        application: Snowflake, _ conversations: ConversationStore, _ settings: ServerSettingsStore,
        _ callbacks: CallbackStore, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.now = now
        self.application = application
        self.conversations = conversations
        self.settings = settings
        self.callbacks = callbacks
    }

    func take(_ losses: [GuildDirectory.Loss]) {
        for loss in losses { partings.continuation.yield(.loss(loss)) }
    }

    /// The bot is in a server, for the first time or again.
    func enter(_ guild: Snowflake) { partings.continuation.yield(.entry(guild)) }

    /// A new session begins: the bot may have been removed from servers while it was away.
    func take(_ ready: Ready) { partings.continuation.yield(.session(ready)) }

    /// Until the task is cancelled.
    func run() async {
        // What an earlier start did not come to.
        await attempt { try await conversations.deleteEnded() }
        for await parting in partings.stream {
            await attempt {
                switch parting {
                case .loss(.guild(let guild, _)): try await part(from: guild)
                case .loss(.channel(let channel, let guild)):
                    let place = Place.discord(channel, .text).id
                    try await callbacks.forget(place: place)
                    try await conversations.end(place: place)
                    try await settings.change(guild) { $0.forget(channel) }
                case .entry(let guild): try await conversations.enter(realm: realm(of: guild))
                case .session(let ready):
                    for guild in try await known() where !ready.holds(guild) { try await part(from: guild) }
                    let here = Set(ready.guilds.map { realm(of: $0.id) })
                    for realm in try await conversations.realmsLeft() where here.contains(realm) {
                        try await conversations.enter(realm: realm)
                    }
                }
                try await conversations.deleteEnded()
            }
        }
    }

    private func part(from guild: Snowflake) async throws {
        let realm = realm(of: guild)
        // Nothing is said there any more.
        try await callbacks.forget(realm: realm)
        try await conversations.leave(realm: realm, at: now())
    }

    private func realm(of guild: Snowflake) -> String { Place.discordRealm(guild, of: application) }

    private func known() async throws -> [Snowflake] {
        let prefix = Place.discordRealms(of: application)
        return try await conversations.realms(startingWith: prefix).compactMap {
            Snowflake($0.dropFirst(prefix.count))
        }
    }

    private func attempt(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch is CancellationError {
            logger.debug("what is gone is deleted at the next start")
        } catch {
            logger.error("what is gone is not deleted yet", metadata: ["error": "\(error)"])
        }
    }
}

extension Ready {
    /// Whether the bot is in a server, down or not; true where another shard would know.
    fileprivate func holds(_ guild: Snowflake) -> Bool {
        if let shard, shard.count == 2, shard[1] > 0, Shard.index(of: guild, count: shard[1]) != shard[0] {
            return true
        }
        return guilds.contains { $0.id == guild }
    }
}
