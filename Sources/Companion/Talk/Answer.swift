package import Inference

/// What a surface receives while an answer is being made.
package enum AnswerPart: Sendable, Equatable {
    /// Visible text, already cleaned; append it to what came before.
    case text(String)
    /// A tool is being run: "looks at the clock".
    case working(String)
}

/// An answer that was given and is kept.
package struct Answer: Sendable, Equatable {
    /// All visible text.
    package var text: String
    /// The compiled persona's id, such as `chief_chaotic`, and what it is called.
    package var persona: String
    package var personaName: String
    package var model: String
    package var usage: Usage
    package var finish: FinishReason
    /// From the question to the first visible character, and to the last one.
    package var firstText: Duration
    package var total: Duration
    /// What it was made from besides the talk; those it may cite have numbers.
    package var grounds: [Ground] = []
}
