import DiscordModel

/// What becomes a message: written only by ``DiscordClient/deliver(_:files:by:)``.
protocol MessageBody: Encodable, Sendable {
    /// Leaves only named people and roles to be pinged, as many as Discord takes.
    mutating func closeMentions()
    /// Names the files that come along, where that was not done.
    mutating func describe(_ files: [AttachmentRequest])
}

extension AllowedMentions {
    /// What the narrowest reading of it allows: never a whole kind, such as everyone.
    fileprivate var closed: AllowedMentions {
        AllowedMentions(
            users: users.map { Array($0.prefix(100)) }, roles: roles.map { Array($0.prefix(100)) },
            repliedUser: repliedUser ?? false)
    }
}

extension MessageRequest: MessageBody {
    mutating func closeMentions() { allowedMentions = allowedMentions.closed }

    mutating func describe(_ files: [AttachmentRequest]) { attachments = attachments ?? files }
}

extension MessageEdit: MessageBody {
    mutating func closeMentions() { allowedMentions = allowedMentions.closed }

    mutating func describe(_ files: [AttachmentRequest]) { attachments = attachments ?? Nullable(files) }
}

extension WebhookMessage: MessageBody {
    mutating func closeMentions() { allowedMentions = allowedMentions.closed }

    mutating func describe(_ files: [AttachmentRequest]) { attachments = attachments ?? files }
}

extension ThreadRequest: MessageBody {
    mutating func closeMentions() { message?.closeMentions() }

    mutating func describe(_ files: [AttachmentRequest]) { message?.describe(files) }
}

extension InteractionResponse: MessageBody {
    mutating func closeMentions() {
        switch self {
        case .message(var message):
            message.closeMentions()
            self = .message(message)
        case .update(var edit):
            edit.closeMentions()
            self = .update(edit)
        case .pong, .deferredMessage, .deferredUpdate, .autocomplete, .modal: break
        }
    }

    mutating func describe(_ files: [AttachmentRequest]) {
        switch self {
        case .message(var message):
            message.describe(files)
            self = .message(message)
        case .update(var edit):
            edit.describe(files)
            self = .update(edit)
        case .pong, .deferredMessage, .deferredUpdate, .autocomplete, .modal: break
        }
    }
}
