import Companion
package import DiscordModel

/// What a command does in return.
package enum CommandReply: Sendable {
    /// A message of its own.
    case message(CommandMessage)
    /// The message whose component was used becomes this one. Where there is none, it is one of its own.
    case update(CommandMessage)
    /// A form to fill in. Not as a reply to a form.
    case form(CommandForm)
    /// The companion answers, while everybody watches it being written.
    case talk(CommandTalk)
    /// The message whose component was used goes, with the other messages of that answer.
    case removal(of: GivenAnswer?)

    package static func onlyToYou(_ text: String) -> Self { .message(.onlyToYou(text)) }
    package static func toAll(_ text: String) -> Self { .message(.toAll(text)) }
}

/// A message that answers a command. Nobody is notified by it.
package struct CommandMessage: Sendable, Equatable {
    package var text = ""
    package var embeds: [Embed] = []
    package var components: [Component] = []
    package var file: File?
    /// Only the caller sees it.
    package var isPrivate: Bool
    /// Whether Discord shows what its links lead to; not where a model may have made them up. Without them there are
    /// no embeds either.
    package var showsPreviews = true

    package struct File: Sendable, Equatable {
        package var name: String
        package var type = "application/octet-stream"
        package var contents: [UInt8]

        package init(name: String, type: String = "application/octet-stream", contents: [UInt8]) {
            self.name = name
            self.type = type
            self.contents = contents
        }
    }

    package init(
        text: String = "", embeds: [Embed] = [], components: [Component] = [], file: File? = nil, isPrivate: Bool
    ) {
        self.text = text
        self.embeds = embeds
        self.components = components
        self.file = file
        self.isPrivate = isPrivate
    }

    package static func onlyToYou(_ text: String) -> Self { Self(text: text, isPrivate: true) }
    package static func toAll(_ text: String) -> Self { Self(text: text, isPrivate: false) }
}

/// Something for the companion to answer, asked by a command.
package struct CommandTalk: Sendable {
    var turn: Turn
    var manner: ReplyDraft.Manner
    /// Only the caller sees it.
    var isPrivate: Bool
    /// Beneath the whole answer.
    var components: [Component] = []
    /// Told what became of it: the answer, where it stands. Nil: none came.
    var didAnswer: @Sendable (Answer?, GivenAnswer) -> Void = { _, _ in }
}

/// Where an answer to a command stands.
package struct GivenAnswer: Sendable, Equatable {
    var application: Snowflake
    /// Good for 15 minutes.
    var token: String
    var channel: Snowflake
    var messages: [Snowflake]
    var isPrivate: Bool
}
