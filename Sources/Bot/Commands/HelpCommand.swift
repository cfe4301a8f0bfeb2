import DiscordModel

/// `/help` shows what there is, made from what is registered.
struct HelpCommand: SlashCommand {
    let name = "help"
    let summary = "Shows what I can do."
    let topic = CommandTopic.system
    let localizations = Localizations.german("Zeigt, was ich kann.")
    private let commands: [any SlashCommand]

    init(_ commands: [any SlashCommand]) { self.commands = commands }

    func run(_ call: CommandCall) async throws -> CommandReply {
        .message(try page(topics(for: call).first, call))
    }

    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        .update(try page(choice.values.first.flatMap(CommandTopic.init) ?? topics(for: call).first, call))
    }

    private func page(_ topic: CommandTopic?, _ call: CommandCall) throws -> CommandMessage {
        var embed = Embed()
        embed.title = topic?.rawValue ?? "Nothing"
        embed.description = visible(to: call).filter { $0.topic == topic }.sorted { $0.name < $1.name }
            .map { command in
                let summary = command.localizations.summary(in: call.locale) ?? command.summary
                return "`/\(command.name)\(usage(of: command))` \(summary)\(note(on: command))"
            }.joined(separator: "\n")
        return CommandMessage(embeds: [embed], components: [try menu(topic, call)], isPrivate: true)
    }

    private func menu(_ shown: CommandTopic?, _ call: CommandCall) throws -> Component {
        var select = Component.StringSelect()
        select.customId = try call.customID("topic", lasting: .seconds(86_400))
        select.placeholder = "What about?"
        select.options = topics(for: call).map { topic in
            var option = Component.SelectOption()
            option.label = topic.rawValue
            option.value = topic.rawValue
            option.default = topic == shown ? true : nil
            return option
        }
        var row = Component.ActionRow()
        row.components = [.stringSelect(select)]
        return .actionRow(row)
    }

    private func topics(for call: CommandCall) -> [CommandTopic] {
        let used = Set(visible(to: call).map(\.topic))
        return CommandTopic.allCases.filter { used.contains($0) }
    }

    /// Whoever may not use a command need not read about it.
    private func visible(to call: CommandCall) -> [any SlashCommand] {
        (commands + [self]).filter { command in
            guard call.guild != nil || !command.isForServersOnly else { return false }
            return switch command.permission {
            case .everybody: true
            case .members(let needed): call.may(needed)
            case .administrators: call.isAdministrator
            case .owner: call.isOwner
            }
        }
    }

    private func usage(of command: any SlashCommand) -> String {
        command.options.map { option in
            option.definition.required == true ? " \(option.name)" : " [\(option.name)]"
        }.joined()
    }

    private func note(on command: any SlashCommand) -> String {
        switch command.permission {
        case .everybody: ""
        case .members(let needed): " *(\(needed.spoken))*"
        case .administrators: " *(administrators)*"
        case .owner: " *(whoever runs me)*"
        }
    }
}
