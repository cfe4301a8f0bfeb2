import DiscordModel

extension Component {
    static func button(_ label: String, _ customID: String, _ style: ButtonStyle = .secondary) -> Component {
        var button = Button()
        button.label = label
        button.style = style
        button.customId = customID
        return .button(button)
    }

    /// As many rows as they need, as far as a message takes them: 25 buttons.
    static func rows(of buttons: [Component]) -> [Component] {
        stride(from: 0, to: min(buttons.count, 25), by: 5).map { start in
            var row = ActionRow()
            row.components = Array(buttons.dropFirst(start).prefix(5))
            return .actionRow(row)
        }
    }

    static func row(_ components: Component...) -> Component {
        var row = ActionRow()
        row.components = components
        return .actionRow(row)
    }
}
