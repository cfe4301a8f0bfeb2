/// Everything a model is told for one reply.
package struct Prompt: Sendable, Hashable {
    /// Who it is and what it knows; empty where there is nothing to say.
    package var system: String
    /// The talk so far, oldest first, ending with what is to be answered.
    package var messages: [Message]
    package var tools: [ToolDescription]
    package var sampling: Sampling
    /// Which model of the provider to use; nil is the provider's configured one.
    package var model: String?
    /// Whether an equal question may be given a stored answer.
    package var reuse: Reuse
    /// Who pays and who waits: for limits and budgets, never sent to a provider.
    package var account: Account
    /// Which of two models should answer, where a persona insists; nil lets the prompt decide.
    package var route: Route?

    package init(
        system: String = "",
        messages: [Message],
        tools: [ToolDescription] = [],
        sampling: Sampling = Sampling(),
        model: String? = nil,
        reuse: Reuse = .never,
        account: Account = .program,
        route: Route? = nil
    ) {
        self.system = system
        self.messages = messages
        self.tools = tools
        self.sampling = sampling
        self.model = model
        self.reuse = reuse
        self.account = account
        self.route = route
    }
}

/// The two ways a prompt can go.
package enum Route: String, Sendable, Hashable, Codable, CaseIterable {
    /// To the quick, cheap model.
    case fast
    /// To the one that can think.
    case strong
}

extension Prompt {
    /// One message of the talk.
    package struct Message: Sendable, Hashable {
        package enum Role: String, Sendable, Codable { case system, user, assistant, tool }

        package var role: Role
        package var text: String
        /// Only in user messages, and only for models that can see.
        package var images: [Image] = []
        /// Only in assistant messages: what it asked for.
        package var toolCalls: [ToolCall] = []
        /// Only in tool messages: which call this is the result of.
        package var toolCallID: String?

        package init(
            _ role: Role, _ text: String, images: [Image] = [], toolCalls: [ToolCall] = [], toolCallID: String? = nil
        ) {
            self.role = role
            self.text = text
            self.images = images
            self.toolCalls = toolCalls
            self.toolCallID = toolCallID
        }
    }

    /// A picture somebody sent, already checked to be one (see `ImageFormat`).
    package struct Image: Sendable, Hashable {
        /// `image/png`, `image/jpeg`, `image/gif` or `image/webp`.
        package var mediaType: String
        package var bytes: [UInt8]

        package init(mediaType: String, bytes: [UInt8]) {
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    /// Who may be served a stored answer to this prompt.
    package enum Reuse: Sendable, Hashable {
        /// A repeat would be wrong: people expect a companion to vary.
        case never
        /// Whoever belongs to this audience may get the same answer again.
        case within(audience: String)
    }

    /// Whose request this is.
    package struct Account: Sendable, Hashable {
        /// `web:ann`, `discord:80351110224678912`, or `program`.
        package var speaker: String
        /// Where it was asked; a guild, a conversation, a key.
        package var place: String

        package init(speaker: String, place: String) {
            self.speaker = speaker
            self.place = place
        }

        /// The program's own questions: summaries, classification.
        package static let program = Account(speaker: "program", place: "program")
    }
}

/// How a model picks its words. Nil leaves a value to the provider.
package struct Sampling: Sendable, Hashable {
    /// 0 is allowed and means: always the likeliest word.
    package var temperature: Double?
    package var maxTokens: Int?
    package var stop: [String] = []
    package var topP: Double?
    package var topK: Int?
    package var minP: Double?
    package var repeatPenalty: Double?
    package var frequencyPenalty: Double?
    package var presencePenalty: Double?
    /// The reply must be JSON of this JSON Schema.
    package var schema: JSONValue?

    package init(temperature: Double? = nil, maxTokens: Int? = nil, stop: [String] = [], schema: JSONValue? = nil) {
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.stop = stop
        self.schema = schema
    }
}
