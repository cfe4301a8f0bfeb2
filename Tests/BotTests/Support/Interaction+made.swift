import DiscordModel

extension Interaction {
    /// A use of a command by user 2 in channel 9 of server 5, as Discord sends it.
    static func made(
        _ command: String, _ options: [(String, CommandValue)] = [], permissions: Permissions? = [],
        user: Snowflake = 2, focused: String? = nil, resolved: ResolvedData = ResolvedData()
    ) -> Interaction {
        var interaction = Interaction()
        interaction.id = 1
        interaction.type = focused == nil ? .command : .autocomplete
        interaction.channelId = 9
        var caller = User()
        caller.id = user
        caller.username = "ann"
        if let permissions {
            interaction.guildId = 5
            var member = Member()
            member.user = caller
            member.permissions = permissions
            interaction.member = member
        } else {
            interaction.user = caller
        }
        var data = InteractionData()
        data.name = command
        data.resolved = resolved
        data.options = options.map { name, value in
            var argument = CommandArgument()
            argument.name = name
            argument.value = value
            argument.focused = name == focused
            return argument
        }
        interaction.data = data
        return interaction
    }

    /// Something was chosen in a menu, or a button was pressed.
    static func made(
        choosing values: [String], in customID: String, permissions: Permissions? = [], user: Snowflake = 2
    ) -> Interaction {
        var interaction = made("", permissions: permissions, user: user)
        interaction.type = .component
        interaction.data?.customId = customID
        interaction.data?.values = values
        return interaction
    }

    /// A form was filled in.
    static func made(
        filling fields: [String: String], in customID: String, permissions: Permissions? = [], user: Snowflake = 2
    ) -> Interaction {
        var interaction = made(choosing: [], in: customID, permissions: permissions, user: user)
        interaction.type = .modalSubmit
        interaction.data?.components = fields.map { id, text in
            var input = SubmittedComponent()
            input.customId = id
            input.value = .string(text)
            var label = SubmittedComponent()
            label.components = [input]
            return label
        }
        return interaction
    }
}
