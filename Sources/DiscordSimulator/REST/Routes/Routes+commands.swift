import DiscordModel

/// Registered slash commands, everywhere and of one guild.
enum CommandRoutes {
    static let all: [Route] =
        ["", "/guilds/{guild_id}"].flatMap { scope in
            let root = "/applications/{application_id}\(scope)/commands"
            return [
                Route(.get, root, limit: .lookups, list),
                Route(.put, root, limit: .commands, overwrite),
                Route(.post, root, limit: .commands, create),
                Route(.get, "\(root)/{command_id}", get),
                Route(.patch, "\(root)/{command_id}", limit: .commands, edit),
                Route(.delete, "\(root)/{command_id}", limit: .commands, delete),
            ]
        } + [
            Route(
                .get, "/applications/{application_id}/guilds/{guild_id}/commands/permissions", limit: .lookups
            ) { _, _ throws(Refusal) in .list([]) }
        ]

    @Sendable static func list(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let (application, scope) = try place(call, state)
        return .list(state.applications[application]?.commands[scope] ?? [])
    }

    /// The whole list at once: those of the same name and kind keep their ids.
    @Sendable static func overwrite(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let (application, scope) = try place(call, state)
        let asked = call.body.array ?? []
        try CommandChecks.check(asked, isList: true)
        let known = state.applications[application]?.commands[scope] ?? []
        var commands: [JSON] = []
        for command in asked {
            let same = known.first { $0["name"] == command["name"] && $0["type"] == (command["type"] ?? 1) }
            commands.append(state.registered(command, application, scope, id: same?["id"]))
        }
        state.applications[application]?.commands[scope] = commands
        return .list(commands)
    }

    @Sendable static func create(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let (application, scope) = try place(call, state)
        var commands = state.applications[application]?.commands[scope] ?? []
        let index = commands.firstIndex {
            $0["name"] == call.body["name"] && $0["type"] == (call.body["type"] ?? 1)
        }
        let command = state.registered(
            call.body, application, scope, id: index.map { commands[$0]["id"] ?? .null })
        if let index { commands[index] = command } else { commands.append(command) }
        try CommandChecks.check([call.body], isList: false)
        try CommandChecks.check(commands, isList: true)
        state.applications[application]?.commands[scope] = commands
        return index == nil ? .created(command) : .ok(command)
    }

    @Sendable static func get(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let (application, scope, index) = try find(call, state)
        return .ok(state.applications[application]?.commands[scope]?[index] ?? .null)
    }

    @Sendable static func edit(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let (application, scope, index) = try find(call, state)
        var command = state.applications[application]?.commands[scope]?[index] ?? .null
        for member in call.body.object ?? [:] { command[member.name] = member.value }
        try CommandChecks.check([command], isList: false)
        command["version"] = JSON(state.mint())
        state.applications[application]?.commands[scope]?[index] = command
        return .ok(command)
    }

    @Sendable static func delete(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let (application, scope, index) = try find(call, state)
        state.applications[application]?.commands[scope]?.remove(at: index)
        return .nothing
    }

    private static func place(
        _ call: Call, _ state: WorldState
    ) throws(Refusal) -> (application: Snowflake, scope: Snowflake?) {
        guard let application = call.application?.id, application == call.id("application_id") else {
            throw .unknownApplication
        }
        guard call.parameters["guild_id"] != nil else { return (application, nil) }
        return (application, try state.guild(call))
    }

    private static func find(
        _ call: Call, _ state: WorldState
    ) throws(Refusal) -> (application: Snowflake, scope: Snowflake?, index: Int) {
        let (application, scope) = try place(call, state)
        let index = state.applications[application]?.commands[scope]?.firstIndex {
            $0["id"]?.snowflake == call.id("command_id")
        }
        guard let index else { throw .unknownCommand }
        return (application, scope, index)
    }
}

extension WorldState {
    /// With everything that Discord adds.
    fileprivate mutating func registered(
        _ asked: JSON, _ application: Snowflake, _ guild: Snowflake?, id: JSON?
    ) -> JSON {
        var command: JSON = [
            "id": id ?? JSON(mint()), "application_id": JSON(application), "version": JSON(mint()),
            "default_member_permissions": nil, "type": 1, "name": "", "name_localizations": nil, "description": "",
            "description_localizations": nil, "nsfw": false, "integration_types": [0], "contexts": nil,
            "dm_permission": true,
        ]
        if let guild { command["guild_id"] = JSON(guild) }
        for member in asked.object ?? [:] where member.name != "id" {
            command[member.name] = member.value
        }
        if let options = asked["options"], !options.isNull { command["options"] = Self.typed(options) }
        return command
    }

    /// Options as they come back: empty lists and false flags are left out.
    private static func typed(_ options: JSON) -> JSON {
        .array(
            (options.array ?? []).map { option in
                var option = option
                for field in ["choices", "channel_types"] where option[field] == [] || option[field] == .null {
                    option[field] = nil
                }
                for field in ["min_value", "max_value", "min_length", "max_length"] where option[field] == .null {
                    option[field] = nil
                }
                if let nested = option["options"] { option["options"] = nested.present.map(typed) }
                return option
            })
    }
}
