import DiscordModel
import Foundation

/// Answers to interactions, and what follows them.
///
/// <https://docs.discord.com/developers/interactions/receiving-and-responding>
enum InteractionRoutes {
    static let all: [Route] = [
        Route(
            .post, "/interactions/{interaction_id}/{interaction_token}/callback", for: .token, limit: .lookups, answer)
    ]

    @Sendable static func answer(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let id = call.id("interaction_id")
        guard let interaction = state.interactions[id], interaction.token == call["interaction_token"],
            state.now.timeIntervalSince(interaction.createdAt) <= Interaction.firstAnswerWithin
        else { throw .unknownInteraction }
        guard interaction.answer == nil else { throw .alreadyAcknowledged }
        let kind = call.body["type"]?.integer ?? 0
        try Self.check(kind, for: interaction)
        let message = try Self.act(kind, call, interaction, &state)
        state.interactions[id]?.answer = kind
        state.tellAnswered(id)
        return call.flag("with_response") ? .ok(Self.response(kind, state.interactions[id], message)) : .nothing
    }

    private static func check(_ kind: Int, for interaction: Interaction) throws(Refusal) {
        let allowed: [Int] =
            switch interaction.kind {
            case .autocomplete: [8]
            case .command: [4, 5, 9, 12]
            case .component: [4, 5, 6, 7, 9, 12]
            case .modal: interaction.message == nil ? [4, 5, 12] : [4, 5, 6, 7, 12]
            }
        guard !allowed.contains(kind) else { return }
        var faults = FormFaults()
        faults.add(
            ["type"], "INTERACTION_RESPONSE_TYPE_INVALID", "Interaction response type \(kind) is not allowed here")
        throw faults.refusal
    }

    /// - Returns: the message that came of it or was changed.
    private static func act(
        _ kind: Int, _ call: Call, _ interaction: Interaction, _ state: inout WorldState
    ) throws(Refusal) -> JSON? {
        let data = call.body["data"] ?? [:]
        switch kind {
        case 4: return try state.answer(interaction, data, call)
        case 5: return state.deferAnswer(interaction, flags: data["flags"]?.integer ?? 0)
        case 6: state.interactions[interaction.id]?.original = interaction.message
        case 7: return try state.changeSource(interaction, data, call)
        case 8: try state.offer(interaction, data["choices"]?.array ?? [])
        case 9: try state.open(interaction, data)
        default: break
        }
        return nil
    }

    private static func response(_ kind: Int, _ interaction: Interaction?, _ message: JSON?) -> JSON {
        var shown: JSON = [
            "id": interaction.map { JSON($0.id) } ?? .null, "type": .integer(interaction?.kind.rawValue ?? 2),
            "response_message_ephemeral": .bool(interaction?.hidesAnswer ?? false),
            "response_message_loading": .bool(kind == 5),
        ]
        shown["channel_id"] = interaction.map { JSON($0.channel) }
        if let id = message?["id"] { shown["response_message_id"] = id }
        var answer: JSON = ["interaction": shown]
        if [4, 5, 6, 7].contains(kind) {
            answer["resource"] = ["type": .integer(kind)]
            if let message { answer["resource"]?["message"] = message }
        }
        return answer
    }
}

extension WorldState {
    // MARK: First answers

    fileprivate mutating func answer(
        _ interaction: Interaction, _ data: JSON, _ call: Call
    ) throws(Refusal) -> JSON {
        try MessageChecks.check(data, files: call.files.count, at: ["data"])
        if MessageChecks.isEmpty(data, files: call.files.count) { throw .emptyMessage }
        let message = reply(to: interaction, data, call)
        interactions[interaction.id]?.original = message["id"]?.snowflake
        interactions[interaction.id]?.hidesAnswer = Self.isHidden(message)
        return signed(seen(message, by: interaction.application))
    }

    fileprivate mutating func deferAnswer(_ interaction: Interaction, flags: Int) -> JSON {
        let kept = flags & Self.ephemeral | Self.loading
        let message = place(interaction, ["flags": .integer(kept)], attachments: [])
        interactions[interaction.id]?.original = message["id"]?.snowflake
        interactions[interaction.id]?.isWaiting = true
        interactions[interaction.id]?.hidesAnswer = flags & Self.ephemeral != 0
        return signed(seen(message, by: interaction.application))
    }

    fileprivate mutating func changeSource(
        _ interaction: Interaction, _ data: JSON, _ call: Call
    ) throws(Refusal) -> JSON? {
        guard let id = interaction.message, let source = answerMessage(id, of: interaction) else {
            throw .unknownMessage
        }
        interactions[interaction.id]?.original = id
        let flags = (source["flags"]?.integer ?? 0) & Self.componentsV2
        try MessageChecks.check(data, files: call.files.count, existing: flags, at: ["data"])
        return change(id, of: interaction, data, call).map { signed(seen($0, by: interaction.application)) }
    }

    fileprivate mutating func offer(_ interaction: Interaction, _ choices: [JSON]) throws(Refusal) {
        var faults = FormFaults()
        if choices.count > 25 { faults.tooLong(["data", "choices"], 25) }
        for (index, choice) in choices.enumerated() {
            let path = ["data", "choices", "\(index)"]
            let name = choice["name"]?.string ?? ""
            if !(1...100).contains(name.unicodeScalars.count) {
                faults.add(path + ["name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
            }
            if let value = choice["value"]?.string, value.unicodeScalars.count > 100 {
                faults.tooLong(path + ["value"], 100)
            }
        }
        try faults.check()
        interactions[interaction.id]?.choices = choices
    }

    fileprivate mutating func open(_ interaction: Interaction, _ modal: JSON) throws(Refusal) {
        var faults = FormFaults()
        let title = modal["title"]?.string ?? ""
        if !(1...45).contains(title.unicodeScalars.count) {
            faults.add(["data", "title"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 45 in length.")
        }
        let name = modal["custom_id"]?.string ?? ""
        if !(1...100).contains(name.unicodeScalars.count) {
            faults.add(["data", "custom_id"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        }
        let components = modal["components"]?.array ?? []
        if !(1...5).contains(components.count) {
            faults.add(["data", "components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
        }
        var checks = ComponentChecks(isV2: false, isModal: true)
        checks.check(components, ["data", "components"], &faults)
        try faults.check()
        interactions[interaction.id]?.modal = modal
    }

    // MARK: Messages of interactions

    static func isHidden(_ message: JSON) -> Bool { (message["flags"]?.integer ?? 0) & ephemeral != 0 }

    /// A message of an interaction, wherever it stands.
    func answerMessage(_ id: Snowflake, of interaction: Interaction) -> JSON? {
        message(id, in: interaction.channel) ?? hiddenMessage(id)
    }

    /// Posts an answer or a follow-up.
    mutating func reply(to interaction: Interaction, _ data: JSON, _ call: Call) -> JSON {
        place(
            interaction, data, attachments: attachments(of: call, fields: data, in: interaction.channel))
    }

    private mutating func place(_ interaction: Interaction, _ fields: JSON, attachments: [JSON]) -> JSON {
        var draft = Draft(
            author: user(applications[interaction.application]?.bot ?? interaction.application), fields: fields,
            attachments: attachments, extra: metadata(of: interaction), mentionsByDefault: ["users"])
        draft.extra["webhook_id"] = JSON(interaction.application)
        if interaction.kind == .command { draft.extra["type"] = 20 }
        let message = composed(draft, in: interaction.channel)
        if Self.isHidden(message) {
            interactions[interaction.id]?.hidden.append(message)
            emitHidden("MESSAGE_CREATE", message, of: interaction)
        } else {
            place(message, in: interaction.channel)
        }
        return message
    }

    /// Changes an answer or follow-up; a spinner becomes a message.
    mutating func change(
        _ id: Snowflake, of interaction: Interaction, _ fields: JSON, _ call: Call
    ) -> JSON? {
        guard var old = answerMessage(id, of: interaction) else { return nil }
        let wasLoading = (old["flags"]?.integer ?? 0) & Self.loading != 0
        old["flags"] = .integer((old["flags"]?.integer ?? 0) & ~Self.loading)
        let attachments = attachments(editing: old, call, fields: fields, in: interaction.channel)
        var edited = edited(old, fields: fields, attachments: attachments)
        if wasLoading {
            edited["edited_timestamp"] = .null
            if interactions[interaction.id]?.original == id { interactions[interaction.id]?.isWaiting = false }
        }
        if message(id, in: interaction.channel) != nil {
            replace(edited, in: interaction.channel)
            emitMessage("MESSAGE_UPDATE", edited, channel: interaction.channel)
            return edited
        }
        for owner in interactions.values where owner.hidden.contains(where: { $0["id"]?.snowflake == id }) {
            interactions[owner.id]?.hidden = owner.hidden.map { $0["id"]?.snowflake == id ? edited : $0 }
            emitHidden("MESSAGE_UPDATE", edited, of: interaction)
        }
        return edited
    }

    mutating func withdraw(_ id: Snowflake, of interaction: Interaction) {
        if message(id, in: interaction.channel) != nil { return delete([id], in: interaction.channel) }
        interactions[interaction.id]?.hidden.removeAll { $0["id"]?.snowflake == id }
        emitHidden(
            "MESSAGE_DELETE", ["id": JSON(id), "channel_id": JSON(interaction.channel)], of: interaction)
    }

    /// To the bot, as a direct message would come, and to its user's screen.
    private mutating func emitHidden(_ name: String, _ message: JSON, of interaction: Interaction) {
        let shown = seen(message, by: interaction.user)
        if let bot = applications[interaction.application]?.bot {
            outbox.append((bot, Dispatch(name, shown, guild: nil, intents: .directMessages)))
        }
        emit(name, shown, toPerson: interaction.user)
    }

    /// Ends the waiting on its user's screen; what only they get comes with it.
    fileprivate mutating func tellAnswered(_ id: Snowflake) {
        guard let interaction = interactions[id] else { return }
        let data: JSON = [
            "id": JSON(id), "answer": interaction.answer.map { .integer($0) } ?? .null,
            "choices": .array(interaction.choices), "modal": interaction.modal ?? .null,
        ]
        emit("INTERACTION_ANSWERED", data, toPerson: interaction.user)
    }

    mutating func emit(_ name: String, _ data: JSON, toPerson user: Snowflake) {
        guard watched.contains(user) else { return }
        outbox.append((user, Dispatch(name, data, guild: nil, intents: [])))
    }
}
