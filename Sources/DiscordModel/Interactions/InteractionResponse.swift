/// The first answer to an interaction, due within 3 seconds.
///
/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object>
package enum InteractionResponse: Equatable, Sendable {
    case pong
    case message(WebhookMessage)
    /// A spinner; the answer follows. Whether others see it cannot be changed later.
    case deferredMessage(ephemeral: Bool)
    /// Of a component: no spinner.
    case deferredUpdate
    /// Of a component: its message changes.
    case update(MessageEdit)
    /// At most 25.
    case autocomplete([CommandChoice])
    /// Not as an answer to a form.
    case modal(Modal)

    package var type: InteractionResponseType {
        switch self {
        case .pong: .pong
        case .message: .message
        case .deferredMessage: .deferredMessage
        case .deferredUpdate: .deferredUpdate
        case .update: .update
        case .autocomplete: .autocomplete
        case .modal: .modal
        }
    }
}

extension InteractionResponse: Encodable {
    private enum CodingKeys: CodingKey { case type, data, choices, flags }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(type, forKey: .type)
        switch self {
        case .pong, .deferredUpdate: break
        case .message(let message): try container.encode(message, forKey: .data)
        case .deferredMessage(let isEphemeral):
            var data = container.nestedContainer(keyedBy: CodingKeys.self, forKey: .data)
            try data.encode(isEphemeral ? .ephemeral : [] as MessageFlags, forKey: .flags)
        case .update(let edit): try container.encode(edit, forKey: .data)
        case .autocomplete(let choices):
            var data = container.nestedContainer(keyedBy: CodingKeys.self, forKey: .data)
            try data.encode(choices, forKey: .choices)
        case .modal(let modal): try container.encode(modal, forKey: .data)
        }
    }
}
