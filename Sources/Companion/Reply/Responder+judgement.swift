package import Inference
import Logging
import Metrics

extension Responder {
    /// What a model said to a question that wants a yes or a no.
    package enum Judgement: String, Sendable {
        case yes, no
        /// It said something else, or failed.
        case unclear
        /// It took too long.
        case late
    }

    /// Asks the model for a yes or a no, in the persona's name, through the same budget as everything else.
    ///
    /// - Parameters:
    ///   - question: holds what people wrote as data: the answer may do nothing but decide whether to speak.
    ///   - patience: the longest wait for it.
    package func judge(
        _ question: String, as id: PersonaID?, for account: Prompt.Account, within patience: Duration = .seconds(2),
        clock: any Clock<Duration> = ContinuousClock()
    ) async -> Judgement {
        let judgement = await withTaskGroup(of: Judgement.self) { group in
            group.addTask { await self.answer(to: question, as: id, for: account) }
            group.addTask {
                // Cancelled when the answer is there.
                try? await clock.sleep(for: patience)
                return .late
            }
            defer { group.cancelAll() }
            return await group.next() ?? .unclear
        }
        Counter(label: "acore_judgements_total", dimensions: [("outcome", judgement.rawValue)]).increment()
        return judgement
    }

    private func answer(
        to question: String, as id: PersonaID?, for account: Prompt.Account
    ) async -> Judgement {
        do {
            let settings = settings()
            let persona = try personas.persona(id ?? settings.persona)
            let prompt = Prompt(
                system: "You are \(persona.characterName). Answer with one word: yes or no.",
                messages: [Prompt.Message(.user, question)], sampling: Sampling(temperature: 0, maxTokens: 8),
                account: account, route: .fast)
            var cleaning = ReplyCleaning(
                names: [persona.characterName], others: [], removesThinking: true,
                modelIsSmall: await model.traits.isSmall)
            var text = ""
            for try await part in try await model.reply(to: prompt) {
                if case .text(let piece) = part { text += cleaning.push(piece) }
                if text.utf8.count > 64 { break }
            }
            return Judgement(saidIn: text + cleaning.finish())
        } catch {
            logger.debug("no judgement", metadata: ["error": "\(error)"])
            return .unclear
        }
    }
}

extension Responder.Judgement {
    /// By the first word that says either.
    init(saidIn text: String) {
        let word = text.lowercased().split { !$0.isLetter }
            .first { Self.affirmations.contains($0) || Self.denials.contains($0) }
        self = word.map { Self.affirmations.contains($0) ? .yes : .no } ?? .unclear
    }

    private static let affirmations: Set<Substring> = ["yes", "yeah", "yep", "ja", "oui", "sí", "si"]
    private static let denials: Set<Substring> = ["no", "nope", "nein", "non"]
}
