import Companion
import DiscordModel
import Inference

/// Where it is not clear whether the bot is meant, its model is asked.
extension DiscordTalk {
    /// - Parameter work: what is under way with it: it may be changed or deleted while the model is asked.
    func settle(_ doubt: Doubt, about heard: Hearing.Heard, of work: Underway.ID) async {
        let message = heard.message
        let place = hearing.place(of: message)
        let judgement = await responder.judge(
            doubt.question, as: heard.persona,
            for: .init(speaker: Speaker.discordID(message.author.id), place: place.id), clock: clock)
        guard let heard = current([heard], of: work).last else { return }
        switch Attention.decision(modelSaysMeant: judgement.isMeant, fallback: doubt.fallback) {
        case .answer(let reason, let style):
            var heard = heard
            (heard.reason, heard.style) = (reason, style)
            answerLater(heard)
        case .ignore(let reason), .observe(let reason): leave(message, because: reason)
        case .ask: leave(message, because: .notAddressed)
        }
        hearing.note(["my model, asked whether it was meant for me: \(judgement.sentence)"], on: message)
    }
}

extension Responder.Judgement {
    /// Nil where it did not say.
    fileprivate var isMeant: Bool? {
        switch self {
        case .yes: true
        case .no: false
        case .unclear, .late: nil
        }
    }

    /// For `/why`.
    fileprivate var sentence: String {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .unclear: "nothing I could use"
        case .late: "no answer in time"
        }
    }
}
