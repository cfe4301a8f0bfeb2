import Companion
package import DiscordModel
import Logging
import Metrics
import Synchronization

/// Takes every use of a command to where it belongs: who may, how often, and what comes back.
///
/// A command that fails is answered too; nothing that goes wrong in one is thrown on.
package final class CommandDesk: Sendable {
    package let commands: [any SlashCommand]
    private let byName: [String: any SlashCommand]
    private let seal: Seal
    private let owners: @Sendable () -> Set<Snowflake>
    private let now: @Sendable () -> ContinuousClock.Instant
    private let cooldowns = Mutex(Cooldowns())
    private let logger = Logger(label: "acore.commands")

    /// - Parameters:
    ///   - commands: `/help` is added to them. The first of two with one name counts.
    ///   - seal: for the components that they show.
    ///   - owners: whoever runs the bot: the application's owner or its team.
    package init(
        _ commands: [any SlashCommand], seal: Seal, owners: @escaping @Sendable () -> Set<Snowflake> = { [] },
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        let all = commands + [HelpCommand(commands)]
        self.commands = all
        byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.seal = seal
        self.owners = owners
        self.now = now
    }

    /// What to register with Discord, by name.
    package var definitions: [CommandDefinition] { byName.values.map(\.definition).sorted { $0.name < $1.name } }

    /// Whether the answer of this command, while it is made, is shown to its caller only.
    package func isPrivate(_ interaction: Interaction) -> Bool {
        guard let (command, call) = use(interaction) else { return true }
        return command.isPrivate(call)
    }

    /// Answers a use of a command.
    package func reply(to interaction: Interaction) async -> CommandReply {
        guard let (command, call) = use(interaction) else {
            return .onlyToYou("I don't know that command any more. Discord will offer the new ones in a while.")
        }
        return await guarding(command, call, every: command.cooldown(of: call)) { try await command.run(call) }
    }

    /// Answers a use of a component, or a form.
    package func reply(toComponentOf interaction: Interaction) async -> CommandReply {
        do {
            return try await open(interaction)
        } catch {
            Counter(label: "acore_components_refused_total", dimensions: [("reason", "\(error)")]).increment()
            switch error {
            case .expired: return .onlyToYou("That is too old to be used. Use the command again.")
            case .notYours: return .onlyToYou("That is for somebody else. Use the command yourself.")
            case .forged, .tooLong: return .onlyToYou("I don't know that any more. Use the command again.")
            }
        }
    }

    private func open(_ interaction: Interaction) async throws(CustomID.Fault) -> CommandReply {
        guard let data = interaction.data, let user = interaction.caller else {
            throw .forged
        }
        let id = try seal.open(data.customId, by: user.id)
        guard let (command, call) = use(interaction, of: id.command) else { throw .forged }
        let choice = ComponentChoice(id, data)
        return await guarding(command, call, every: command.cooldown(of: choice)) {
            try await command.use(choice, call)
        }
    }

    private func use(_ interaction: Interaction, of name: String? = nil) -> (any SlashCommand, CommandCall)? {
        guard let command = byName[name ?? interaction.data?.name ?? ""],
            let call = CommandCall(interaction, of: command.name, owners: owners(), seal: seal)
        else { return nil }
        return (command, call)
    }

    /// What may be meant by what somebody is typing; at most 25.
    package func suggestions(for interaction: Interaction) async -> [CommandChoice] {
        guard let (command, call) = use(interaction), permissionRefusal(of: command, to: call) == nil,
            let focused = call.focused,
            let suggest = command.options.first(where: { $0.name == focused.name })?.suggestions
        else { return [] }
        do {
            return Array(try await suggest(focused.typed, call).prefix(25))
        } catch {
            logger.debug("no suggestions", metadata: ["command": "\(command.name)", "error": "\(error)"])
            return []
        }
    }

    // MARK: Refusals

    private func wait(for command: any SlashCommand, _ cooldown: Duration?, _ call: CommandCall) -> String? {
        guard let cooldown else { return nil }
        let wait = cooldowns.withLock { $0.use(command.name, by: call.caller.id, every: cooldown, at: now()) }
        return wait.map { "Not so fast: you may use /\(command.name) again in \($0.spoken)." }
    }

    private func permissionRefusal(of command: any SlashCommand, to call: CommandCall) -> String? {
        if command.isForServersOnly, call.guild == nil { return "/\(command.name) works in servers only." }
        switch command.permission {
        case .everybody: return nil
        case .administrators:
            return call.isAdministrator ? nil : "Only administrators of a server may use /\(command.name), in it."
        case .owner: return call.isOwner ? nil : "Only whoever runs me may use /\(command.name)."
        case .members(let needed):
            guard !call.may(needed) else { return nil }
            let names = needed.subtracting(call.permissions ?? []).spoken
            return "You need the permission \(names) to use /\(command.name)."
        }
    }

    // MARK: Running

    /// - Parameter cooldown: between two uses by one person.
    private func guarding(
        _ command: any SlashCommand, _ call: CommandCall, every cooldown: Duration?,
        _ work: () async throws -> CommandReply
    ) async -> CommandReply {
        if let refusal = permissionRefusal(of: command, to: call) ?? wait(for: command, cooldown, call) {
            count(command, "refused")
            return .onlyToYou(refusal)
        }
        do {
            let reply = try await work()
            count(command, "done")
            return reply
        } catch let mistake as Mistake {
            count(command, "mistake")
            forgive(command, call)
            return .onlyToYou(mistake.description)
        } catch is CancellationError {
            count(command, "stopped")
            return .onlyToYou("I am just being stopped. Try again in a moment.")
        } catch {
            count(command, "failed")
            forgive(command, call)
            logger.error("a command failed", metadata: ["command": "\(command.name)", "error": "\(error)"])
            return .onlyToYou("Something went wrong on my side. It is in the log; try again later.")
        }
    }

    /// Whoever got nothing need not wait.
    private func forgive(_ command: any SlashCommand, _ call: CommandCall) {
        cooldowns.withLock { $0.forgive(command.name, by: call.caller.id) }
    }

    private func count(_ command: any SlashCommand, _ outcome: String) {
        Counter(label: "acore_commands_total", dimensions: [("command", command.name), ("outcome", outcome)])
            .increment()
    }
}

extension Duration {
    /// `8 seconds`, `2 minutes`, never less than a second.
    var spoken: String {
        let seconds = max(1, components.seconds + (components.attoseconds > 0 ? 1 : 0))
        let (count, unit) = seconds < 120 ? (seconds, "second") : ((seconds + 59) / 60, "minute")
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }
}

extension Permissions {
    /// “Manage Server”, as Discord calls them.
    var spoken: String {
        let names = Self.names.filter { contains($0.0) }.map { "“\($0.1)”" }
        return names.isEmpty ? "for it" : names.joined(separator: " and ")
    }

    private static let names: [(Permissions, String)] = [
        (.administrator, "Administrator"), (.manageGuild, "Manage Server"), (.manageChannels, "Manage Channels"),
        (.manageMessages, "Manage Messages"), (.moderateMembers, "Timeout Members"), (.manageRoles, "Manage Roles"),
        (.manageWebhooks, "Manage Webhooks"), (.readMessageHistory, "Read Message History"),
        (.connect, "Connect"), (.speak, "Speak"),
    ]
}
