import Companion
import Discord
import DiscordModel
import Foundation

/// Brings what was last written in a channel, by whomever.
struct ChannelLines: Sendable {
    private let hearing: Hearing
    private let fetch: @Sendable (Snowflake) async throws -> [Message]

    /// - Parameter fetch: brings the newest messages of a channel, the newest first.
    init(_ hearing: Hearing, fetch: @escaping @Sendable (Snowflake) async throws -> [Message]) {
        self.hearing = hearing
        self.fetch = fetch
    }

    /// The oldest first.
    ///
    /// - Throws: ``Mistake`` where they cannot be read.
    func lines(of channel: Snowflake, in guild: Snowflake?) async throws -> [SpokenLine] {
        do {
            return try await fetch(channel).reversed().map { line($0, in: guild) }
        } catch let error as DiscordError {
            throw error.remedy == .later
                ? Mistake("Discord does not show me this channel just now. Try again in a moment.", .unavailable)
                : Mistake("I may not read back in this channel: I need the permission “Read Message History”.")
        }
    }

    private func line(_ message: Message, in guild: Snowflake?) -> SpokenLine {
        var message = message
        message.guildId = guild  // which Discord says in events only
        let isPersons = !message.author.bot && !message.author.system && message.webhookId == nil
        return SpokenLine(
            message: "\(message.id)",
            speaker: Speaker(id: Speaker.discordID(message.author.id), name: message.authorName),
            text: hearing.text(of: message),
            saidAt: Date(timeIntervalSince1970: Double(message.id.createdAt) / 1_000), isPersons: isPersons)
    }
}
