import Companion
import DiscordModel

/// `/chat` says something to the companion; everybody in the channel sees the answer. Without words it opens a form
/// that takes longer ones.
struct ChatCommand: SlashCommand {
    private static let field = "message"

    let name = "chat"
    let summary = "Talk to me."
    let topic = CommandTopic.talk
    let localizations = Localizations.german("Sprich mit mir.")
    let cooldown: Duration? = .seconds(3)
    let message = Option<String>(
        "message", "What you want to say; leave it out for a larger field.", isRequired: false,
        in: 1...Double(Responder.questionLimit),
        localizations: .german("Was du sagen willst; ohne Angabe öffnet sich ein größeres Feld."))
    var options: [any CommandParameter] { [message] }

    let turns: CommandTurns

    func isPrivate(_ call: CommandCall) -> Bool { false }

    func run(_ call: CommandCall) async throws -> CommandReply {
        guard let text = try call[ifGiven: message] else { return .form(try form(call)) }
        return .talk(try await talk(text, call))
    }

    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        guard let text = choice.text(Self.field) else { throw Mistake("There was nothing in it.") }
        return .talk(try await talk(text, call))
    }

    private func talk(_ text: String, _ call: CommandCall) async throws -> CommandTalk {
        var talk = try await turns.spoken(text, call)
        talk.didAnswer = { [hearing = turns.hearing, member = call.member] answer, _ in
            if answer != nil { hearing.openFollowUp(member) }
        }
        return talk
    }

    private func form(_ call: CommandCall) throws -> CommandForm {
        CommandForm(
            customID: try call.customID("form", lasting: .seconds(3_600)), title: "Talk to me",
            fields: [
                .init(
                    id: Self.field, label: "What do you want to say?", isLong: true,
                    length: 1...Responder.questionLimit)
            ])
    }
}
