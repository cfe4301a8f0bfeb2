import Companion
import DiscordModel
import Foundation
import Storage

/// `/privacy` shows people what is kept about them, hands it out, forgets it, or stops learning.
struct PrivacyCommand: SlashCommand {
    private enum Wish: String, CaseIterable {
        case show, export, forget, pause, resume

        var choice: CommandChoice {
            switch self {
            case .show: CommandChoice("Show what you know about me", rawValue, german: "Zeig, was du über mich weißt")
            case .export: CommandChoice("Give it to me as a file", rawValue, german: "Gib es mir als Datei")
            case .forget: CommandChoice("Forget everything about me", rawValue, german: "Vergiss alles über mich")
            case .pause: CommandChoice("Stop learning about me", rawValue, german: "Lerne nichts mehr über mich")
            case .resume: CommandChoice("Learn about me again", rawValue, german: "Lerne wieder über mich")
            }
        }
    }

    private static let backupDays = Int(BackupFolder.longest / 86_400)
    /// All that is kept of somebody is much to read.
    private static let exportCooldown = Duration.seconds(60)
    /// What fits in one message with room to spare.
    private static let shownFacts = 25

    let name = "privacy"
    let summary = "What I keep about you: see it, take it along, have it forgotten."
    let topic = CommandTopic.memory
    let localizations = Localizations.german("Was ich über dich aufbewahre: ansehen, mitnehmen, vergessen lassen.")
    var options: [any CommandParameter] { [wish] }

    private let wish = Option<String>(
        "wish", "What you would like.", choices: Wish.allCases.map(\.choice),
        localizations: .german("Was du möchtest."))
    private let privacy: Privacy
    private let links: IdentityLinks

    /// - Parameter links: whose other ids are forgotten, and left alone, along with the caller's.
    init(privacy: Privacy, links: IdentityLinks) {
        self.privacy = privacy
        self.links = links
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        let person = Speaker.discordID(call.caller.id)
        switch Wish(rawValue: try call[wish]) {
        case .show: return .onlyToYou(Self.words(for: try await privacy.holding(of: person), in: call))
        case .export: return .message(try await file(for: person))
        case .forget: return .message(try question(call))
        case .pause:
            for id in try await links.ids(of: person) { try await privacy.pause(id, true) }
            return .onlyToYou("I learn nothing more about you. What I know already stays until you have it forgotten.")
        case .resume:
            for id in try await links.ids(of: person) { try await privacy.pause(id, false) }
            return .onlyToYou("From now on I remember again what you tell me about yourself.")
        case nil: throw Mistake("I can't use what “wish” holds.")
        }
    }

    func cooldown(of call: CommandCall) -> Duration? {
        // A wish that cannot be read is refused later.
        (try? call[wish]) == Wish.export.rawValue ? Self.exportCooldown : nil
    }

    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        guard choice.payload == Wish.forget.rawValue else { return changed("Everything stays as it is.") }
        var receipt = Privacy.Receipt(at: Date())
        for id in try await links.ids(of: Speaker.discordID(call.caller.id)) {
            receipt.add(try await privacy.forget(id))
        }
        return changed(
            """
            Forgotten on \(receipt.at.formatted(.iso8601)): \(receipt.turns) of your messages, \(receipt.answers) of \
            my answers to you, \(receipt.facts) things I knew about you, \(receipt.documents) documents of yours alone \
            and \(receipt.answersToOthers) answers to others that were made from them. The backups that I make are deleted within \(Self.backupDays) days, while \
            I run; should one be put back before, you are forgotten in it, too. Copies that whoever runs me made by \
            hand, or put aside after damage, stay with them. What you used of today's budget counts until tomorrow. \
            What you wrote on Discord itself stays there.
            """)
    }

    /// What was said in private is named only where nobody else reads along, which is always so here.
    private static func words(for holding: Privacy.Holding, in call: CommandCall) -> String {
        let imports =
            holding.imports > 0
            ? " \(holding.imports) things that another bot kept of you wait here: take the file." : ""
        let kept = "I keep \(holding.turns) of your messages and \(holding.answers) of my answers to you." + imports
        let learning = holding.isPaused ? " I am not learning about you." : ""
        let facts = holding.facts.prefix(shownFacts).map { fact in
            "- \(call.callerName) \(fact.text) (\(fact.saidAt.formatted(.iso8601.year().month().day()))"
                + (fact.isPrivate ? ", told in private)" : ")")
        }
        guard !facts.isEmpty else { return kept + " I know nothing about you." + learning }
        let more =
            holding.facts.count > shownFacts ? ["… and \(holding.facts.count - shownFacts) more: take the file."] : []
        return ([kept + learning, "What I know about you:"] + facts + more).joined(separator: "\n")
    }

    private func file(for person: String) async throws -> CommandMessage {
        let contents = try await privacy.export(of: person)
        guard contents.count <= Self.fileLimit else {
            throw Mistake("That is more than Discord takes as a file. Whoever runs me can give it to you.")
        }
        return CommandMessage(
            text: "Everything I keep about you:",
            file: .init(name: "about_you.json", type: "application/json", contents: Array(contents)), isPrivate: true)
    }

    /// Discord takes 10 MiB of a bot: <https://docs.discord.com/developers/reference#uploading-files>
    private static let fileLimit = 10 << 20

    private func question(_ call: CommandCall) throws -> CommandMessage {
        let lifetime = Duration.seconds(300)
        return CommandMessage(
            text:
                "Shall I forget everything you ever said to me, in every server and in private? It cannot be brought back.",
            components: [
                .row(
                    .button("Forget it", try call.customID(Wish.forget.rawValue, lasting: lifetime), .danger),
                    .button("Keep it", try call.customID("keep", lasting: lifetime)))
            ], isPrivate: true)
    }

    private func changed(_ text: String) -> CommandReply { .update(CommandMessage(text: text, isPrivate: true)) }
}
