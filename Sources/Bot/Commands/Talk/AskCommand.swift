import Companion
import DiscordModel
import Inference
import Synchronization

/// `/ask` has one question answered by itself: nothing said before plays a part, and nothing is kept.
final class AskCommand: SlashCommand {
    /// Questions that can be asked again; the oldest are forgotten, and all of them at a restart.
    private static let remembered = 256
    private static let longest = 2_000.0

    private struct Asked: Sendable {
        var question: String
        var answer: GivenAnswer
    }

    let name = "ask"
    let summary = "Answers one question, without what was said before."
    let topic = CommandTopic.talk
    let localizations = Localizations.german("Beantwortet eine Frage, ohne was vorher gesagt wurde.")
    let cooldown: Duration? = .seconds(3)
    var options: [any CommandParameter] { [question, onlyMe] }

    private let question = Option<String>(
        "question", "What you want to know.", in: 1...longest, localizations: .german("Was du wissen willst."))
    private let onlyMe = Option<Bool>(
        "private", "Whether only you see the answer.", isRequired: false,
        localizations: .german("Ob nur du die Antwort siehst."))
    private let turns: CommandTurns
    private let asked = Mutex(LRUCache<String, Asked>(capacity: remembered))

    init(turns: CommandTurns) { self.turns = turns }

    func isPrivate(_ call: CommandCall) -> Bool {
        (try? call[ifGiven: onlyMe]) ?? false  // what else it holds is told by `run`
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        .talk(try await talk(call[question], call, isPrivate: try call[ifGiven: onlyMe] ?? false))
    }

    func cooldown(of choice: ComponentChoice) -> Duration? { choice.payload.hasPrefix("again ") ? cooldown : nil }

    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        let parts = choice.payload.split(separator: " ").map(String.init)
        let earlier = parts.last.flatMap { key in asked.withLock { $0.value(for: key) } }
        guard parts.first == "again" else { return .removal(of: earlier?.answer) }
        guard let earlier else { throw Mistake("I don't remember that question any more. Ask it once more.") }
        return .talk(try await talk(earlier.question, call, isPrivate: earlier.answer.isPrivate))
    }

    private func talk(_ text: String, _ call: CommandCall, isPrivate: Bool) async throws -> CommandTalk {
        var talk = try await turns.asked(text, call, isPrivate: isPrivate)
        let key = "\(call.interaction)"
        talk.components = [
            .row(
                .button("Ask again", try call.customID("again \(key)", lasting: .seconds(86_400))),
                .button("Delete", try call.customID("delete \(key)", lasting: .seconds(86_400)), .danger))
        ]
        talk.didAnswer = { [self] _, answer in
            asked.withLock { _ = $0.set(Asked(question: text, answer: answer), for: key) }
        }
        return talk
    }
}
