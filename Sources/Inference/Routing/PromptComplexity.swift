import Foundation

/// How much thought a prompt asks for, judged from its words alone: no model is called.
///
/// A weighted sum of what ``Signals`` counts in the last message, through the
/// logistic function. The weights were fitted to the labelled prompts of
/// `routing-development.jsonl`, held near hand-set values so that they follow the
/// language and not the sample.
package struct PromptComplexity: Sendable, Equatable {
    /// From 0 (a greeting) to 1 (a proof).
    package var score: Double
    /// What counted most, first; at most five.
    package var reasons: [Reason]

    /// One thing that was counted; never people's words.
    package struct Reason: Sendable, Equatable, CustomStringConvertible {
        package var name: String
        /// In log-odds: positive makes it harder.
        package var weight: Double

        package var description: String { "\(name) \(weight < 0 ? "" : "+")\((weight * 100).rounded() / 100)" }
    }

    package init(score: Double, reasons: [Reason]) {
        self.score = score
        self.reasons = reasons
    }

    package init(_ prompt: Prompt) {
        var asked = prompt.messages.lazy.reversed().filter { $0.role == .user }.makeIterator()
        guard let last = asked.next() else {
            self.init(score: 0, reasons: [])
            return
        }
        self.init(last.text, images: last.images.count)
        // "and why?" is as hard as what it follows, nearly.
        if let before = asked.next(), Self.isFollowUp(last.text) {
            let earlier = PromptComplexity(before.text)
            if earlier.score * 0.8 > score {
                self.init(score: earlier.score * 0.8, reasons: [Reason(name: "follow-up", weight: 0)] + earlier.reasons)
            }
        }
    }

    package init(_ text: String, images: Int = 0) {
        let signals = Signals(text)
        var reasons = images > 0 ? [Reason(name: "picture", weight: 1)] : []
        for cue in Cue.allCases { reasons.note(cue.name, cue.weight * signals[cue]) }
        for shape in Signals.Shape.allCases { reasons.note(shape.name, shape.weight * signals[shape]) }
        let sum = reasons.reduce(Self.bias) { $0 + $1.weight }
        reasons.sort { abs($0.weight) > abs($1.weight) }
        self.init(score: 1 / (1 + exp(-sum)), reasons: Array(reasons.prefix(5)))
    }

    /// What a text without any signal starts from: slightly easy.
    private static let bias = -0.95

    /// Short, and no small talk.
    private static func isFollowUp(_ text: String) -> Bool {
        guard text.utf8.count <= 60 else { return false }
        let signals = Signals(text)
        return [Cue.smallTalk, .greeting, .story, .lookup].allSatisfy { signals[$0] == 0 }
    }
}

extension [PromptComplexity.Reason] {
    fileprivate mutating func note(_ name: @autoclosure () -> String, _ weight: Double) {
        if weight != 0 { append(PromptComplexity.Reason(name: name(), weight: weight)) }
    }
}

extension Cue {
    fileprivate var name: String { Self.names[Int(rawValue)] }
    private static let names = allCases.map { "\($0)" }

    fileprivate var weight: Double {
        switch self {
        case .code: 1.55
        case .mathematics: 1.45
        case .reasoning, .verse: 1.4
        case .thought: 1.35
        case .law: 1.3
        case .science: 1.25
        case .conflict, .money: 1.15
        case .health, .puzzle: 1.1
        case .explaining: 1.05
        case .advice, .comparing: 0.95
        case .trouble: 0.9
        case .constraint, .planning: 0.8
        case .writing: 0.75
        case .connective, .reworking: 0.45
        case .story: -0.8
        case .greeting: -1.1
        case .lookup: -1.2
        case .smallTalk: -1.45
        }
    }
}

extension Signals.Shape {
    fileprivate var name: String { Self.names[rawValue] }
    private static let names = allCases.map { "\($0)" }

    fileprivate var weight: Double {
        switch self {
        case .codeFence, .material: 0.55
        case .symbols: 0.5
        case .numbers: 0.45
        case .length: 0.3
        case .questions: 0.2
        case .exclamations, .brevity: -0.6
        case .emoji: -0.75
        }
    }
}
