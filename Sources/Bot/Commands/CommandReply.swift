package import DiscordModel

/// What a command answers.
package struct CommandReply: Sendable, Equatable {
    package var text = ""
    package var embeds: [Embed] = []
    package var components: [Component] = []
    package var file: File?
    /// Only the caller sees it.
    package var isPrivate: Bool

    package struct File: Sendable, Equatable {
        package var name: String
        package var contents: [UInt8]

        package init(name: String, contents: [UInt8]) {
            self.name = name
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

    /// As an answer to an interaction; nobody is notified by it.
    package var request: MessageRequest {
        var request = MessageRequest()
        request.content = text.isEmpty ? nil : MessageSplitter().split(text).first
        request.embeds = embeds.isEmpty ? nil : embeds
        request.components = components.isEmpty ? nil : components
        request.flags = isPrivate ? .ephemeral : nil
        return request
    }
}
