import DiscordModel

extension Component {
    static func button(_ label: String, _ customID: String, _ style: ButtonStyle = .secondary) -> Component {
        var button = Button()
        button.label = label
        button.style = style
        button.customId = customID
        return .button(button)
    }

    static func row(_ components: Component...) -> Component {
        var row = ActionRow()
        row.components = components
        return .actionRow(row)
    }
}
