import Companion
import DiscordModel

/// `/link CODE` joins the account that uses it to a user of the web page, who got the code there.
struct LinkCommand: SlashCommand {
    let name = "link"
    let summary = "Joins you to your user on my web page, with the code from there."
    let topic = CommandTopic.memory
    let localizations = Localizations.german(
        "Verbindet dich mit deinem Nutzer auf meiner Webseite, mit dem Code von dort.")
    var options: [any CommandParameter] { [code] }

    private let code = Option<String>(
        "code", "The code that the web page shows.", in: 4...40,
        localizations: .german("Der Code, den die Webseite zeigt."))
    let codes: LinkCodes
    let links: IdentityLinks

    init(codes: LinkCodes, links: IdentityLinks) {
        self.codes = codes
        self.links = links
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        let code = try call[code].lowercased().filter { !$0.isWhitespace }
        guard let user = codes.owner(of: code) else { throw Self.unknown }
        let lifetime = LinkCodes.lifetime
        return .message(
            CommandMessage(
                text: """
                    Whoever is signed in on my web page as “\(Self.name(user).escapingMarkdown)” will see there what I \
                    know about you, what you told me in private too. Go on only if that is you.
                    """,
                components: [
                    .row(
                        .button("That is me", try call.customID(code, lasting: lifetime), .danger),
                        .button("No", try call.customID("", lasting: lifetime)))
                ], isPrivate: true))
    }

    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        guard !choice.payload.isEmpty else { return changed("Nothing was joined.") }
        guard let user = codes.use(choice.payload) else { throw Self.unknown }
        try await links.join(user, to: Speaker.discordID(call.caller.id))
        return changed("You are joined now: what I know about you shows there under “Memory”.")
    }

    private static let unknown = Mistake(
        "I don't know that code, or it is too old. The page “Memory” on my web page makes a new one.")

    private static func name(_ user: String) -> String { String(user.drop { $0 != ":" }.dropFirst()) }

    private func changed(_ text: String) -> CommandReply { .update(CommandMessage(text: text, isPrivate: true)) }
}
