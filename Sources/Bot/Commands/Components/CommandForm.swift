import DiscordModel

/// A form that a command shows.
package struct CommandForm: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        var id: String
        /// At most 45 characters.
        var label: String
        var hint: String?
        var value = ""
        var isLong = false
        var isRequired = true
        var length: ClosedRange<Int> = 0...4_000
    }

    /// Made by ``CommandCall/customID(_:for:lasting:)``.
    var customID: String
    /// At most 45 characters.
    var title: String
    var fields: [Field]

    /// <https://docs.discord.com/developers/components/reference#label>
    var modal: Modal {
        var modal = Modal()
        modal.customId = customID
        modal.title = title
        modal.components = fields.map { field in
            var input = Component.TextInput()
            input.customId = field.id
            input.style = field.isLong ? .paragraph : .short
            input.minLength = Nullable(field.length.lowerBound)
            input.maxLength = Nullable(field.length.upperBound)
            input.required = field.isRequired
            input.value = field.value.isEmpty ? nil : field.value
            var label = Component.Label()
            label.label = field.label
            label.description = field.hint
            label.component = .textInput(input)
            return .label(label)
        }
        return modal
    }
}
