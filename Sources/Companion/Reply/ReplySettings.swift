package import Foundation
package import Inference

/// What the operator may change while the program runs; read anew for each reply.
package struct ReplySettings: Sendable, Equatable {
    /// Who answers where nobody was chosen.
    package var persona: PersonaID
    /// Replaces every persona's prompt, where it is not empty.
    package var systemPrompt: String
    /// What the operator insists on, before what the persona would like.
    package var sampling: Sampling
    /// What holds where neither says anything.
    package var defaultSampling: Sampling
    /// Turns of a place that a prompt may carry; 0 keeps the companion without memory of the talk.
    package var historyLimit: Int
    /// Whether thinking blocks and leaked tags are taken out of answers.
    package var cleansThinking: Bool
    /// Where people are assumed to be who did not say.
    package var timeZone: TimeZone

    package init(
        persona: PersonaID, systemPrompt: String = "", sampling: Sampling = Sampling(),
        defaultSampling: Sampling = Sampling(temperature: 0.8, maxTokens: 500),
        historyLimit: Int = 20, cleansThinking: Bool = true, timeZone: TimeZone = .current
    ) {
        self.persona = persona
        self.systemPrompt = systemPrompt
        self.sampling = sampling
        self.defaultSampling = defaultSampling
        self.historyLimit = historyLimit
        self.cleansThinking = cleansThinking
        self.timeZone = timeZone
    }
}
