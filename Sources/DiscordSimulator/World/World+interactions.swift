package import DiscordModel

/// What came of a command, a button, a select or a modal, as its user sees it.
package struct InteractionOutcome: Sendable {
    /// 4 message, 5 deferred message, 6 deferred update, 7 update, 8 choices, 9 modal; nil while nothing came.
    package let answer: Int?
    /// Nothing came in time, so Discord shows "The application did not respond".
    package let hasFailed: Bool
    /// It still shows "is thinking…".
    package let isWaiting: Bool
    package let choices: [JSON]
    package let modal: JSON?
    /// What the first answer became, as it stands now.
    package let original: JSON?
    /// Answers that only the user sees.
    package let hidden: [JSON]
}

/// Why a person could not do it: there is no such thing to use.
package enum InteractionError: Error, Equatable {
    case noSuchCommand(String)
    case notPermitted(String)
    case noSuchOption(String)
    case noSuchComponent(String)
    case noModal
}

/// Commands, components and modals, used by people.
extension World {
    /// - Parameters:
    ///   - path: `settings` or, with groups and subcommands, `settings voice volume`.
    ///   - options: by name; users, roles and channels by id.
    /// - Returns: the interaction's id.
    package func use(
        _ path: String, as user: Snowflake, in channel: Snowflake, of bot: Snowflake, options: JSONObject = [:],
        files: [String: StoredFile] = [:]
    ) throws(InteractionError) -> Snowflake {
        try change { state throws(InteractionError) in
            var resolved = ResolvedObjects()
            var options = options
            for (name, file) in files {
                options[name] = resolved.add(state.attach(file, in: channel))
            }
            let data = try state.commandData(
                path, of: bot, as: user, in: channel, options: options, focused: nil, resolved: &resolved)
            return state.addInteraction(.command, application: bot, user: user, channel: channel, data: data)
        }
    }

    /// A user or message command, from the context menu.
    package func use(
        _ name: String, on target: Snowflake, as user: Snowflake, in channel: Snowflake, of bot: Snowflake
    ) throws(InteractionError) -> Snowflake {
        try change { state throws(InteractionError) in
            let command = try state.command(name, of: bot, as: user, in: channel)
            var resolved = ResolvedObjects()
            if let message = state.message(target, in: channel) {
                resolved.add("messages", target, state.seen(message, by: bot))
            } else {
                state.resolve(user: target, in: channel, into: &resolved)
            }
            var data: JSON = [
                "id": command["id"] ?? .null, "name": .string(name), "type": command["type"] ?? 1,
                "target_id": JSON(target),
            ]
            data["resolved"] = resolved.json
            return state.addInteraction(.command, application: bot, user: user, channel: channel, data: data)
        }
    }

    /// Text typed so far into one option; others may be filled in already.
    package func complete(
        _ option: String, typed text: String, of path: String, as user: Snowflake, in channel: Snowflake,
        of bot: Snowflake, options: JSONObject = [:]
    ) throws(InteractionError) -> Snowflake {
        try change { state throws(InteractionError) in
            var resolved = ResolvedObjects()
            var options = options
            options[option] = .string(text)
            let data = try state.commandData(
                path, of: bot, as: user, in: channel, options: options, focused: option, resolved: &resolved)
            return state.addInteraction(.autocomplete, application: bot, user: user, channel: channel, data: data)
        }
    }

    /// A button pressed, or values chosen in a select.
    ///
    /// - Parameter message: also one that only the user sees.
    package func press(
        _ customID: String, on message: Snowflake, as user: Snowflake, in channel: Snowflake,
        choosing values: [String]? = nil
    ) throws(InteractionError) -> Snowflake {
        try change { state throws(InteractionError) in
            guard let shown = state.message(message, in: channel) ?? state.hiddenMessage(message),
                let component = WorldState.component(customID, in: shown["components"] ?? .null)
            else { throw .noSuchComponent(customID) }
            var data: JSON = [
                "custom_id": .string(customID), "component_type": component["type"] ?? 2,
                "id": component["id"] ?? 0,
            ]
            if let values {
                data["values"] = .array(values.map { .string($0) })
                var resolved = ResolvedObjects()
                for value in values.compactMap({ Snowflake($0) }) {
                    state.resolve(value, kind: component["type"]?.integer ?? 0, in: channel, into: &resolved)
                }
                data["resolved"] = resolved.json
            }
            guard let application = shown["application_id"]?.snowflake ?? shown["author"]?["id"]?.snowflake else {
                throw .noSuchComponent(customID)
            }
            return state.addInteraction(
                .component, application: application, user: user, channel: channel, data: data, message: shown)
        }
    }

    /// Sends the modal that an interaction was answered with.
    ///
    /// - Parameter values: by custom id: text, or an array for selects.
    package func submit(
        modalOf interaction: Snowflake, _ values: [String: JSON]
    ) throws(InteractionError) -> Snowflake {
        try change { state throws(InteractionError) in
            guard let asked = state.interactions[interaction], let modal = asked.modal else { throw .noModal }
            let data: JSON = [
                "custom_id": modal["custom_id"] ?? .null,
                "components": WorldState.filled(modal["components"] ?? [], values),
            ]
            let message = asked.message.flatMap { state.message($0, in: asked.channel) ?? state.hiddenMessage($0) }
            return state.addInteraction(
                .modal, application: asked.application, user: asked.user, channel: asked.channel, data: data,
                message: message, trigger: interaction)
        }
    }

    package func outcome(of interaction: Snowflake) -> InteractionOutcome? { look { $0.outcome(of: interaction) } }

    /// Waits until `isReached`, which is asked after every change; nil when cancelled.
    package func outcome(
        of interaction: Snowflake, when isReached: @escaping @Sendable (InteractionOutcome) -> Bool
    ) async -> InteractionOutcome? {
        await first { state in state.outcome(of: interaction).flatMap { isReached($0) ? $0 : nil } }
    }

    /// What a person can choose after typing `/` here.
    package func commands(of bot: Snowflake, in channel: Snowflake) -> [JSON] {
        look { $0.commands(of: bot, in: channel) }
    }
}
