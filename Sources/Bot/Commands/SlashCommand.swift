package import DiscordModel

/// A command that people type after a slash: one file each.
package protocol SlashCommand: Sendable {
    /// Lower case, 1 to 32 characters.
    var name: String { get }
    /// 1 to 100 characters.
    var summary: String { get }
    /// Where `/help` lists it.
    var topic: CommandTopic { get }
    /// Required ones first.
    var options: [any CommandParameter] { get }
    var permission: CommandPermission { get }
    /// How long one person waits before they may use it again.
    var cooldown: Duration? { get }
    var isForServersOnly: Bool { get }
    /// Whether only the caller sees the answer, also while it is thought about.
    var isPrivate: Bool { get }
    var localizations: Localizations { get }

    /// - Throws: ``Mistake`` with a sentence for the caller.
    func run(_ call: CommandCall) async throws -> CommandReply

    /// Somebody used a component that this command showed.
    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply?
}

extension SlashCommand {
    package var options: [any CommandParameter] { [] }
    package var permission: CommandPermission { .everybody }
    package var cooldown: Duration? { nil }
    package var isForServersOnly: Bool { false }
    package var isPrivate: Bool { true }
    package var localizations: Localizations { Localizations() }
    package func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply? { nil }

    /// As it is registered with Discord.
    package var definition: CommandDefinition {
        var definition = CommandDefinition()
        definition.name = name
        definition.nameLocalizations = localizations.names
        definition.description = summary
        definition.descriptionLocalizations = localizations.summaries
        definition.options = options.isEmpty ? nil : options.map(\.definition)
        definition.contexts = isForServersOnly ? [.guild] : [.guild, .botDirectMessage]
        definition.integrationTypes = [.guild]
        if case .members(let permissions) = permission {
            definition.defaultMemberPermissions = NumericPermissions(permissions)
        }
        return definition
    }
}

/// Who may use a command.
package enum CommandPermission: Sendable, Equatable {
    case everybody
    /// Members who have all of these, and whoever runs the bot; in direct messages everybody.
    case members(Permissions)
    /// Whoever runs the bot.
    case owner
}

/// The parts of `/help`.
package enum CommandTopic: String, Sendable, CaseIterable {
    case talk = "Talk"
    case characters = "Characters"
    case memory = "Memory"
    case fun = "Games & fun"
    case voice = "Voice"
    case music = "Music"
    case utility = "Utility"
    case system = "System"
}

/// A button that was pressed or what was selected, of a component whose custom id is `command:rest`.
package struct ComponentChoice: Sendable, Equatable {
    package var rest: String
    package var values: [String]
}
