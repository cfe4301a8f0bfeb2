import DiscordModel

@testable import Bot

extension CommandReply {
    /// The message that it is, or that another becomes; nil for what is none.
    var message: CommandMessage? {
        switch self {
        case .message(let message), .update(let message): message
        case .form, .talk, .removal: nil
        }
    }

    var form: CommandForm? { if case .form(let form) = self { form } else { nil } }
    var text: String { message?.text ?? "" }
}

extension CommandMessage {
    var buttons: [Component.Button] {
        components.flatMap { row -> [Component.Button] in
            guard case .actionRow(let row) = row else { return [] }
            return row.components.compactMap { if case .button(let button) = $0 { button } else { nil } }
        }
    }
}
