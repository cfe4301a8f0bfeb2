import Discord
import DiscordModel

/// One message of an answer, as it shall look.
struct MessagePiece: Sendable, Equatable {
    var content: String
    /// People it may notify.
    var mentions: [Snowflake] = []
    var showsPreviews = true
    /// A card beneath it. Not together with hidden previews: Discord hides both.
    var embed: Embed?
    /// Goes along as a text file.
    var file: TextFile?

    struct TextFile: Sendable, Equatable {
        var name: String
        var text: String
    }

    /// - Parameters:
    ///   - question: what it replies to; Discord sends it also where that is gone.
    ///   - nonce: makes a second try of the same message none.
    func request(replyTo question: Snowflake?, nonce: String) -> MessageRequest {
        var request = MessageRequest()
        request.content = content.isEmpty ? nil : content
        request.embeds = embed.map { [$0] }
        request.allowedMentions = allowedMentions
        request.flags = showsPreviews ? nil : .suppressEmbeds
        request.nonce = .text(String(nonce.prefix(25)))
        request.enforceNonce = true
        if let question {
            var reference = MessageReference()
            reference.messageId = question
            reference.failIfNotExists = false
            request.messageReference = reference
        }
        return request
    }

    var edit: MessageEdit {
        var edit = MessageEdit()
        edit.content = Nullable(content)
        edit.embeds = embed.map { Nullable([$0]) }
        edit.allowedMentions = allowedMentions
        edit.flags = showsPreviews ? [] : .suppressEmbeds
        return edit
    }

    /// As a further answer to the use of a command.
    func followUp(isPrivate: Bool) -> WebhookMessage {
        var message = WebhookMessage()
        message.content = content.isEmpty ? nil : content
        message.embeds = embed.map { [$0] }
        message.allowedMentions = allowedMentions
        var flags: MessageFlags = showsPreviews ? [] : .suppressEmbeds
        if isPrivate { flags.insert(.ephemeral) }
        message.flags = flags
        return message
    }

    var files: [OutgoingFile] {
        file.map {
            [OutgoingFile(name: $0.name, contentType: "text/plain; charset=utf-8", bytes: Array($0.text.utf8))]
        } ?? []
    }

    private var allowedMentions: AllowedMentions {
        AllowedMentions(users: mentions.isEmpty ? nil : Array(mentions.prefix(100)), repliedUser: false)
    }
}
