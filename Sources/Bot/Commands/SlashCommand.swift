import Companion
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
    func isPrivate(_ call: CommandCall) -> Bool
    var localizations: Localizations { get }

    /// - Throws: ``Mistake`` with a sentence for the caller.
    func run(_ call: CommandCall) async throws -> CommandReply

    /// Somebody used a component that this command showed, or filled in its form.
    ///
    /// - Throws: ``Mistake`` with a sentence for the caller.
    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply
    /// Like ``cooldown``, which counts the same uses.
    func cooldown(of choice: ComponentChoice) -> Duration?
    /// The same of one use: nil where this one is free. ``cooldown`` for all unless a command says otherwise.
    func cooldown(of call: CommandCall) -> Duration?
}

extension SlashCommand {
    package var options: [any CommandParameter] { [] }
    package var permission: CommandPermission { .everybody }
    package var cooldown: Duration? { nil }
    package var isForServersOnly: Bool { false }
    package func isPrivate(_ call: CommandCall) -> Bool { true }
    package var localizations: Localizations { Localizations() }
    package func cooldown(of choice: ComponentChoice) -> Duration? { nil }
    package func cooldown(of call: CommandCall) -> Duration? { cooldown }
    package func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        throw Mistake("I don't know what to do with that any more.")
    }

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
        definition.defaultMemberPermissions = permission.shownTo.map(NumericPermissions.init)
        return definition
    }
}

/// Who may use a command.
package enum CommandPermission: Sendable, Equatable {
    case everybody
    /// Members who have all of these, and whoever runs the bot; in direct messages everybody.
    case members(Permissions)
    /// Administrators of the server it is used in, and whoever runs the bot, also in direct messages.
    case administrators
    /// Whoever runs the bot.
    case owner

    /// Whom Discord offers the command unless the server says otherwise; nil: all. Administrators always see it.
    fileprivate var shownTo: Permissions? {
        switch self {
        case .everybody: nil
        case .members(let permissions): permissions
        case .administrators: .administrator
        case .owner: []
        }
    }
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
