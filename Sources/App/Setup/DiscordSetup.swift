import Bot
import DiscordModel
import Foundation
import Telemetry

/// Asks for the bot's token, tries it, keeps it, and says what is left to do at Discord. Can be done again at any time.
struct DiscordSetup {
    private static let name = DiscordSettings.token.definition.name
    /// How often somebody at a terminal may mistype.
    private static let tries = 3

    let values: SettingValues
    let file: EnvironmentFile
    /// A person can be told things and asked again.
    let isTerminal: Bool
    /// Discord is not to be asked.
    var isOffline = false
    /// The token's next line; nil where nothing more comes.
    let ask: (String) throws -> Secret?
    let say: (String) -> Void
    let visit: (Secret) async -> DiscordAnswer

    private var present: SettingEntry? { values.entry(of: Self.name) }

    /// - Throws: ``Refusal`` where what was given cannot be used.
    func run() async throws {
        greet()
        if let present, present.origin == "environment" {
            say("  \(Self.name) is set in the environment, which wins over every file: nothing to ask.")
            return await report(Secret(present.text))
        }
        for _ in 0..<(isTerminal ? Self.tries : 1) {
            guard let token = try ask(question).map(Self.cleaned), !token.isEmpty else { return await skip() }
            guard try await take(token) else { continue }
            return
        }
        throw Refusal("No token was kept. Copy it whole (Bot, Reset Token, Copy) and start acore setup again.")
    }

    private func greet() {
        guard isTerminal else { return }
        say(
            """
            Discord
              Make a bot at https://discord.com/developers/applications: New Application, then Bot, Reset Token, Copy.
              Its token is a password: it goes to \(file.url.path) and to Discord, and is not shown.
            """)
    }

    private var question: String {
        present.map { "  Token (Enter keeps the one from \($0.origin)): " }
            ?? "  Token (Enter leaves Discord for later): "
    }

    private func skip() async {
        if let present, isTerminal { await report(Secret(present.text)) }
    }

    /// Whether this one is kept.
    private func take(_ token: Secret) async throws -> Bool {
        guard Self.canBeToken(token) else {
            say("  That is no token: it has no spaces or quotes, and two dots.")
            return false
        }
        let answer = isOffline ? nil : await visit(token)
        if case .refused = answer {
            say(
                "  Discord does not accept this token. A new one comes from Bot, Reset Token; the old one ends with it."
            )
            return false
        }
        try file.set(Self.name, to: token)
        say("  The token is kept in \(file.url.path), which only you can read.")
        tell(answer)
        return true
    }

    private func report(_ token: Secret) async { tell(isOffline ? nil : await visit(token)) }

    private func tell(_ answer: DiscordAnswer?) {
        switch answer {
        case nil: say("  It was not tried: that needs a network. “acore doctor” tries it.")
        case .unknown(let reason):
            say("  It was not tried: \(reason). “acore doctor” tries it again.")
        case .refused: say("  Discord does not accept it any more. Start acore setup again with a new one.")
        case .welcome(let application): tell(application)
        }
    }

    private func tell(_ application: Application) {
        say("  Discord knows it: \(application.whereabouts).")
        for missing in PortalSwitch.missing(in: application) { say("  ! \(missing.sentence)") }
        say(
            """
              Invite it to a server of yours with this link:
                \(Invitation.link(for: application.id))
                It asks for: \(Invitation.permissions.map(\.name).joined(separator: ", ")).
            """)
    }

    /// As people copy it: with spaces around, or with the word that goes before it on the wire.
    private static func cleaned(_ token: Secret) -> Secret {
        var text = token.exposed.trimmingCharacters(in: .whitespaces)
        if text.hasPrefix("Bot ") { text = text.dropFirst(4).trimmingCharacters(in: .whitespaces) }
        return Secret(text)
    }

    private static func canBeToken(_ token: Secret) -> Bool {
        let parts = token.exposed.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { isLetterOrDigit($0) || "-_=".utf8.contains($0) }
            }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
