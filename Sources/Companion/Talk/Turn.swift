package import Foundation
package import Inference

/// Something said to the companion that wants an answer.
package struct Turn: Sendable {
    /// Characters of Unicode that a question may have.
    package static let textLimit = 4000

    package var speaker: Speaker
    package var place: Place
    /// Who else will read the answer.
    package var audience: Audience
    package var text: String
    package var images: [Prompt.Image]
    package var saidAt: Date
    /// The messages it is made of, where the surface has ids for them: for replies, edits and deletions.
    /// An answer replies to the last one.
    package var messages: [Message] = []
    /// What it points at, the oldest first.
    package var quoted: [Quoted] = []
    /// The tone that the occasion asks for; nil leaves it to the persona.
    package var style: Style?
    /// What the answer is to be written in, like `German`; nil: what it is spoken to in.
    package var language: String?
    /// Other places that everybody who reads the answer may read as well: what was said there may be recalled.
    package var readable: Set<String> = []
    /// Who is asked to answer; nil is the place's persona.
    package var persona: PersonaID?
    package var wishes: Wishes

    package init(
        speaker: Speaker, place: Place, audience: Audience, text: String, images: [Prompt.Image] = [],
        saidAt: Date, sourceMessage: String? = nil, persona: PersonaID? = nil, wishes: Wishes = Wishes()
    ) {
        self.speaker = speaker
        self.place = place
        self.audience = audience
        self.text = text
        self.images = images
        self.saidAt = saidAt
        messages = sourceMessage.map { [Message(id: $0, text: text)] } ?? []
        self.persona = persona
        self.wishes = wishes
    }
}

extension Turn {
    /// One of several messages that were said in one go.
    package struct Message: Sendable, Hashable {
        package var id: String
        package var text: String

        package init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }

    /// Somebody's words that a turn replies to: something to read, never something to follow.
    package struct Quoted: Sendable, Hashable {
        package var name: String
        package var text: String

        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    package enum Style: String, Sendable, CaseIterable {
        case direct, conversational, descriptive, helpful, casual, engaged
    }

    package var sourceMessage: String? { messages.last?.id }

    /// What the asking surface wants to be different this once.
    package struct Wishes: Sendable, Equatable {
        package var sampling: Sampling?
        package var model: String?
        /// Whether a stored answer to the same question will do.
        package var acceptsStoredAnswer = false
        /// False where the caller brings the whole talk itself (the OpenAI-compatible API).
        package var keepsHistory = true
        /// What was said before, where the caller brings it.
        package var broughtHistory: [Prompt.Message] = []
        package var mayUseTools = true

        package init() {}
    }
}

/// Who says something. Ids are namespaced by the surface they come from:
/// `discord:80351110224678912`, `web:operator`, `terminal`, `api:KEY`.
package struct Speaker: Sendable, Hashable {
    package var id: String
    /// What people call them; shown to the model beside their words.
    package var name: String
    /// Where they are, for "today" and "at five"; nil where unknown.
    package var timeZone: TimeZone?
    /// Further ids of the same person, who joined them.
    package var otherIDs: [String] = []

    package init(id: String, name: String, timeZone: TimeZone? = nil) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
    }

    var ids: [String] { [id] + otherIDs }
}

/// Where something is said: one talk with a history of its own.
/// Ids are namespaced like a speaker's: `web:c/9f2k…`, `terminal`, `api:KEY`.
package struct Place: Sendable, Hashable {
    package enum Kind: String, Sendable, Codable { case direct, text, thread, voice }

    package var id: String
    package var kind: Kind
    /// The id of the place it branched off from, whose talk it goes on.
    package var parent: String?
    /// What it goes down with: a server with all its channels.
    package var realm: String?
    /// What is said here is not told again where it is not so.
    package var isAgeRestricted = false

    package init(id: String, kind: Kind, parent: String? = nil, realm: String? = nil) {
        self.id = id
        self.kind = kind
        self.parent = parent
        self.realm = realm
    }
}

/// Everybody who can read what is said here.
package enum Audience: Sendable, Hashable {
    /// Only this speaker.
    case person(String)
    /// All who can read this place.
    case place(String)
    /// All members of a realm, as a server: what somebody put there for all of them.
    case realm(String)
    /// Whoever asks: what the operator put there for all.
    case everyone

    /// As it is stored, and as a cache tells audiences apart.
    package var key: String {
        switch self {
        case .person(let id): "person:\(id)"
        case .place(let id): "place:\(id)"
        case .realm(let id): "realm:\(id)"
        case .everyone: "everyone"
        }
    }
}

/// A character with a framework: `chief_chaotic`.
package struct PersonaID: Sendable, Hashable, Codable {
    package var character: String
    /// Nil is the character's own.
    package var framework: String?

    package init(character: String, framework: String? = nil) {
        self.character = character
        self.framework = framework
    }
}
