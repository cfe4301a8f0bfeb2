import Discord
import DiscordModel
import Logging
import Synchronization

/// Looks at a server that nothing is known of: after a restart that resumed its session, Discord does not tell
/// again of the servers there are.
///
/// Each server is looked at once, when the first message comes from it; at most ``limit`` are remembered as seen.
final class GuildVisits: Sendable {
    private static let limit = 10_000
    /// The longest that a message waits for it.
    private static let patience = Duration.seconds(2)

    private let hearing: Hearing
    private let fetch: @Sendable (Snowflake) async throws -> Guild
    private let seen = Mutex<Set<Snowflake>>([])
    private let logger = Logger(label: "acore.discord.talk")

    /// - Parameter fetch: brings a server with its channels, its active threads, and the bot as a member.
    init(_ hearing: Hearing, fetch: @escaping @Sendable (Snowflake) async throws -> Guild) {
        self.hearing = hearing
        self.fetch = fetch
    }

    func visit(_ guild: Snowflake) async {
        guard !hearing.knows(guild), seen.withLock({ $0.count < Self.limit && $0.insert(guild).inserted }) else {
            return
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    _ = self.hearing.learn(.guildCreated(try await self.fetch(guild)))
                } catch {
                    self.logger.warning("little is known of a server", metadata: ["error": "\(error)"])
                }
            }
            group.addTask { [time = hearing.time] in
                try? await time.sleep(time.now() + Self.patience)  // cancelled when it is known
            }
            await group.next()
            group.cancelAll()
        }
    }
}

extension DiscordClient {
    /// A server as ``GatewayEvent/guildCreated(_:)`` tells of it, as far as the bot keeps it.
    func visited(_ id: Snowflake, as bot: Snowflake) async throws -> Guild {
        async let channels = self.channels(of: id)
        async let active = self.activeThreads(of: id)
        async let own = self.member(bot, of: id)
        var visited = try await self.guild(id)
        visited.channels = try await channels
        visited.threads = try await active.threads
        visited.members = [try await own]
        return visited
    }
}
