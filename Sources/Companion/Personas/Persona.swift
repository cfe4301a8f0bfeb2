package import Inference

/// A character with a framework, ready to be talked to.
package struct Persona: Sendable, Hashable {
    /// Complete: its framework is never nil.
    package var id: PersonaID
    package var characterName: String
    package var frameworkName: String
    /// For people who choose a persona.
    package var summary: String
    /// What it might say before anybody has said anything; never empty.
    package var greetings: [String]

    /// Who it is and how it behaves: the system prompt of models that can take 1,500 tokens of it.
    package var system: String
    /// The same in at most 120 words, for models under about a billion parameters.
    package var compactSystem: String

    /// Names of tools it must have, and of those it likes to have, the most important first.
    package var requiredTools: [String]
    package var optionalTools: [String]
    /// What it wants in its prompt besides the talk: `conversation_history`, `user_profile` and so on.
    package var contextNeeds: [String]
    /// How its models should be asked; the asking surface may differ.
    package var sampling: Sampling
    /// Which of two models it insists on; nil lets each prompt decide.
    package var route: Route?

    package var behaviour: Behaviour
    /// Words and things that catch its interest.
    package var interests: [String]
    /// Folders of documents that it knows best.
    package var categories: [String]
    /// Lines it may say unasked.
    package var spontaneousThoughts: [String]
    package var affectionMultiplier: Double
    package var voice: Voice

    /// Required tools first, each name once.
    package var tools: [String] {
        requiredTools + optionalTools.filter { !requiredTools.contains($0) }
    }
}

extension Persona {
    /// When it speaks and how wild it gets; all chances from 0 to 1.
    package struct Behaviour: Sendable, Hashable {
        package var isSpontaneous: Bool
        package var interjectionChance: Double
        package var chaosChance: Double
        package var nonSequiturChance: Double
        /// `ALL_CAPS`, `glitch_effect`, `sudden_mood_shift`.
        package var chaosEffects: [String]
        /// How likely it answers by reason: `mentioned`, `question_asked`, `good_banter` and so on.
        package var respondsTo: [String: Double]
        package var usesToolsFor: [String: Double]
        /// How sure it should be before it states a thing as a fact.
        package var confidenceThreshold: Double
    }

    /// How it sounds, in the terms of the engines that can speak. Nil leaves a value to the engine.
    package struct Voice: Sendable, Hashable {
        package var kokoroVoice: String?
        package var kokoroSpeed: Double?
        /// `en-GB-RyanNeural`
        package var edgeVoice: String?
        /// `+20%`
        package var edgeRate: String?
        /// The voice conversion model; nil where the voice stays as it is.
        package var conversionModel: String?
        /// In semitones.
        package var pitchShift: Double
    }
}

extension PersonaID {
    /// `chief_chaotic`, or `chief` without a framework.
    package var key: String { framework.map { "\(character)_\($0)" } ?? character }

    /// Who the character of such a key is: what stands before its framework.
    static func character(ofKey key: String) -> String {
        key.lastIndex(of: "_").map { String(key[..<$0]) } ?? key
    }
}
