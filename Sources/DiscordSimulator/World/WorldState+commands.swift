import DiscordModel
import Foundation

/// The objects that stand behind the ids of an interaction.
struct ResolvedObjects {
    private var kinds: JSON = [:]

    mutating func add(_ kind: String, _ id: Snowflake, _ object: JSON) {
        if kinds[kind] == nil { kinds[kind] = [:] }
        kinds[kind]?[id.description] = object
    }

    /// - Returns: the attachment's id, as the option's value.
    mutating func add(_ attachment: JSON) -> JSON {
        if let id = attachment["id"]?.snowflake { add("attachments", id, attachment) }
        return attachment["id"] ?? .null
    }

    /// Nil when there is nothing.
    var json: JSON? { kinds == [:] ? Optional.none : kinds }
}

extension WorldState {
    func commands(of bot: Snowflake, in channel: Snowflake) -> [JSON] {
        let commands = applications[bot]?.commands ?? [:]
        let here = channels[channel]?.guild.flatMap { commands[$0] } ?? []
        let names = here.map { $0["name"] }
        return here + (commands[nil] ?? []).filter { !names.contains($0["name"]) }
    }

    /// The command of that name, for somebody who may use it.
    func command(
        _ name: String, of bot: Snowflake, as user: Snowflake, in channel: Snowflake
    ) throws(InteractionError) -> JSON {
        guard let command = commands(of: bot, in: channel).first(where: { $0["name"]?.string == name }) else {
            throw .noSuchCommand(name)
        }
        guard mayUse(command, of: bot, user, in: channel) else { throw .notPermitted(name) }
        return command
    }

    /// <https://docs.discord.com/developers/interactions/application-commands#permissions>
    func mayUse(_ command: JSON, of bot: Snowflake, _ user: Snowflake, in channel: Snowflake) -> Bool {
        let place = channels[channel]?.guild == nil ? 1 : 0
        guard command["contexts"]?.array?.contains(.integer(place)) ?? true else { return false }
        guard let guild = channels[channel]?.guild else { return true }
        guard guilds[guild]?.members[bot] != nil || isInstalled(command, of: bot, for: user) else { return false }
        guard let asked = command["default_member_permissions"]?.string else { return true }
        let (rights, needed) = (rights(of: user, inChannel: channel), Rights(text: asked))
        // None at all is for administrators only.
        return rights == .all || (!needed.isEmpty && rights.isSuperset(of: needed))
    }

    /// Somebody brought the application along, and this command works so.
    private func isInstalled(_ command: JSON, of bot: Snowflake, for user: Snowflake) -> Bool {
        applications[bot]?.installedFor.contains(user) == true
            && command["integration_types"]?.array?.contains(1) == true
    }

    func commandData(
        _ path: String, of bot: Snowflake, as user: Snowflake, in channel: Snowflake, options: JSONObject,
        focused: String?, resolved: inout ResolvedObjects
    ) throws(InteractionError) -> JSON {
        let names = path.split(separator: " ").map(String.init)
        guard let name = names.first else { throw .noSuchCommand(path) }
        let command = try command(name, of: bot, as: user, in: channel)
        var data: JSON = [
            "id": command["id"] ?? .null, "name": .string(name), "type": command["type"] ?? 1,
        ]
        data["options"] = .array(
            try given(
                Array(names.dropFirst()), of: command, in: channel, options: options, focused: focused,
                resolved: &resolved))
        if let guild = command["guild_id"] { data["guild_id"] = guild }
        data["resolved"] = resolved.json
        return data
    }

    private func given(
        _ path: [String], of command: JSON, in channel: Snowflake, options: JSONObject, focused: String?,
        resolved: inout ResolvedObjects
    ) throws(InteractionError) -> [JSON] {
        let declared = command["options"]?.array ?? []
        if let next = path.first {
            guard let inner = declared.first(where: { $0["name"]?.string == next }) else { throw .noSuchCommand(next) }
            let nested = try given(
                Array(path.dropFirst()), of: inner, in: channel, options: options, focused: focused,
                resolved: &resolved)
            return [["name": .string(next), "type": inner["type"] ?? 1, "options": .array(nested)]]
        }
        var filled: [JSON] = []
        for option in options {
            guard let kind = declared.first(where: { $0["name"]?.string == option.name })?["type"] else {
                throw .noSuchOption(option.name)
            }
            var entry: JSON = ["name": .string(option.name), "type": kind, "value": option.value]
            if option.name == focused { entry["focused"] = true }
            if let id = option.value.snowflake, (6...9).contains(kind.integer ?? 0) {
                entry["value"] = JSON(id)
                resolve(id, kind: [6: 5, 7: 8, 8: 6, 9: 7][kind.integer ?? 0] ?? 0, in: channel, into: &resolved)
            }
            filled.append(entry)
        }
        return filled
    }

    /// - Parameter kind: as a select's: 5 user, 6 role, 7 either, 8 channel.
    func resolve(_ id: Snowflake, kind: Int, in channel: Snowflake, into resolved: inout ResolvedObjects) {
        let role = channels[channel]?.guild.flatMap { guilds[$0]?.roles[id] }
        switch kind {
        case 5: resolve(user: id, in: channel, into: &resolved)
        case 6: if let role { resolved.add("roles", id, role) }
        case 7:
            if let role { resolved.add("roles", id, role) } else { resolve(user: id, in: channel, into: &resolved) }
        case 8:
            if let found = channels[id]?.object { resolved.add("channels", id, found) }
        default: break
        }
    }

    func resolve(user id: Snowflake, in channel: Snowflake, into resolved: inout ResolvedObjects) {
        guard let user = users[id] else { return }
        resolved.add("users", id, user)
        guard let guild = channels[channel]?.guild, var member = guilds[guild]?.members[id] else { return }
        member["permissions"] = .string(rights(of: id, inChannel: channel).text)
        resolved.add("members", id, member)
    }

    // MARK: Components

    static func component(_ customID: String, in json: JSON) -> JSON? {
        if let elements = json.array {
            return elements.lazy.compactMap { component(customID, in: $0) }.first
        }
        if json["custom_id"]?.string == customID { return json }
        return ["components", "accessory", "component"].lazy
            .compactMap { json[$0].flatMap { component(customID, in: $0) } }.first
    }

    /// A modal's components, as they come back with what was typed and chosen.
    static func filled(_ json: JSON, _ values: [String: JSON]) -> JSON {
        if let elements = json.array { return .array(elements.map { filled($0, values) }) }
        var back: JSON = ["type": json["type"] ?? .null, "id": json["id"] ?? 0]
        if let name = json["custom_id"]?.string {
            let value = values[name] ?? json["value"] ?? ""
            back["custom_id"] = .string(name)
            back[value.array == nil ? "value" : "values"] = value
        }
        for child in ["components", "component"] where json[child] != nil {
            back[child] = filled(json[child] ?? .null, values)
        }
        return back
    }

    // MARK: Outcomes

    func hiddenMessage(_ id: Snowflake) -> JSON? {
        interactions.values.lazy.compactMap { $0.hidden.first { $0["id"]?.snowflake == id } }.first
    }

    func outcome(of id: Snowflake) -> InteractionOutcome? {
        guard let interaction = interactions[id] else { return nil }
        let original = interaction.original.flatMap { id in
            message(id, in: interaction.channel) ?? hiddenMessage(id)
        }
        return InteractionOutcome(
            answer: interaction.answer,
            hasFailed: interaction.answer == nil
                && now.timeIntervalSince(interaction.createdAt) > Interaction.firstAnswerWithin,
            isWaiting: interaction.isWaiting, choices: interaction.choices, modal: interaction.modal,
            original: original.map { signed(seen($0, by: interaction.user)) },
            hidden: interaction.hidden.map { signed($0) })
    }
}
