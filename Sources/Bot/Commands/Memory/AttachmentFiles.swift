import Companion
package import DiscordModel

/// Brings files that people attached: from where Discord keeps them, and from nowhere else.
package struct AttachmentFiles: Sendable {
    /// <https://docs.discord.com/developers/reference#cdn-formatting>
    private static let hosts = ["https://cdn.discordapp.com/", "https://media.discordapp.net/"]

    private let hosts: [String]
    private let fetch: @Sendable (_ address: String, _ limit: Int) async throws -> [UInt8]

    /// - Parameters:
    ///   - simulator: the address of one on this machine that keeps its files itself, ending in `/`.
    ///   - fetch: what stands at an address; throws where that is more than `limit` bytes.
    package init(
        simulator: String? = nil, fetch: @escaping @Sendable (_ address: String, _ limit: Int) async throws -> [UInt8]
    ) {
        hosts = Self.hosts + [simulator].compactMap(\.self)
        self.fetch = fetch
    }

    /// - Throws: ``Mistake``.
    func bytes(of file: Attachment, limit: Int) async throws -> [UInt8] {
        guard hosts.contains(where: file.url.hasPrefix) else { throw Mistake("That file is not kept by Discord.") }
        do {
            return try await fetch(file.url, limit)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Mistake("I could not get that file from Discord. Try again in a moment.")
        }
    }
}
