import Companion
import DiscordModel
import Egress

/// Brings files that people attached: from where Discord keeps them, and from nowhere else.
struct AttachmentFiles: Sendable {
    /// <https://docs.discord.com/developers/reference#cdn-formatting>
    private static let servers = ["https://cdn.discordapp.com/", "https://media.discordapp.net/"]

    private let egress: Egress
    private let servers: [WebAddress]

    /// - Parameter api: the address of Discord's API; a simulated one keeps its files itself.
    init(_ egress: Egress, api: String) {
        self.egress = egress
        servers = (Self.servers + [api]).compactMap { try? WebAddress($0) }  // the settings' page checked it
    }

    /// - Throws: ``Mistake``, or `CancellationError`.
    func bytes(of file: Attachment, types: Set<String>, limit: Int) async throws -> [UInt8] {
        // Whatever else is wrong with its address: it is none of Discord's.
        guard let address = try? WebAddress(file.url), isOurs(address) else { throw Self.elsewhere }
        do {
            let fetched = try await egress.fetch(file.url, FetchWish(types: types, bytes: limit))
            guard isOurs(fetched.address) else { throw Self.elsewhere }
            return fetched.bytes
        } catch let error as EgressError {
            throw Mistake(error.isTooLarge ? "That file is too large." : "I could not get that file. Try again later.")
        }
    }

    private static let elsewhere = Mistake("That file is not kept by Discord.")

    private func isOurs(_ address: WebAddress) -> Bool { servers.contains { $0.isBeside(address) } }
}

extension WebAddress {
    fileprivate func isBeside(_ other: WebAddress) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }
}

extension EgressError {
    fileprivate var isTooLarge: Bool { if case .tooLarge = self { true } else { false } }
}
