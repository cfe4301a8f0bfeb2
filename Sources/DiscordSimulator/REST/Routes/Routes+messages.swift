import DiscordModel
import Foundation

/// Messages of channels.
enum MessageRoutes {
    static let all: [Route] = [
        Route(.get, "/channels/{channel_id}/messages", list),
        Route(.post, "/channels/{channel_id}/messages", limit: .messages, create),
        Route(.get, "/channels/{channel_id}/messages/{message_id}", get),
        Route(.patch, "/channels/{channel_id}/messages/{message_id}", limit: .messages, edit),
        Route(.delete, "/channels/{channel_id}/messages/{message_id}", limit: .messages, delete),
        Route(.post, "/channels/{channel_id}/messages/bulk-delete", bulkDelete),
        Route(.post, "/channels/{channel_id}/typing", type),
        Route(.get, "/channels/{channel_id}/messages/pins", pins),
        Route(.put, "/channels/{channel_id}/messages/pins/{message_id}") { call, state throws(Refusal) in
            try pin(call, &state, true)
        },
        Route(.delete, "/channels/{channel_id}/messages/pins/{message_id}") { call, state throws(Refusal) in
            try pin(call, &state, false)
        },
        Route(.get, "/channels/{channel_id}/pins", oldPins),
        Route(.put, "/channels/{channel_id}/pins/{message_id}") { call, state throws(Refusal) in
            try pin(call, &state, true)
        },
        Route(.delete, "/channels/{channel_id}/pins/{message_id}") { call, state throws(Refusal) in
            try pin(call, &state, false)
        },
        Route(.post, "/channels/{channel_id}/polls/{message_id}/expire", endPoll),
        Route(.get, "/channels/{channel_id}/polls/{message_id}/answers/{answer_id}", voters),
    ]

    @Sendable static func list(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        guard state.rights(of: call.bot, inChannel: channel).contains(.readMessageHistory) else { return .list([]) }
        let limit = try call.number("limit", in: 1...100, otherwise: 50)
        let newest = (state.channels[channel]?.messages ?? []).reversed()
        func id(_ message: JSON) -> Snowflake { message["id"]?.snowflake ?? Snowflake(0) }
        let found: [JSON]
        if let before = call.query("before").flatMap({ Snowflake($0) }) {
            found = Array(newest.filter { id($0) < before }.prefix(limit))
        } else if let after = call.query("after").flatMap({ Snowflake($0) }) {
            found = Array(newest.filter { id($0) > after }.suffix(limit))
        } else if let around = call.query("around").flatMap({ Snowflake($0) }) {
            found =
                newest.filter { id($0) >= around }.suffix(limit / 2 + 1)
                + newest.filter { id($0) < around }
                .prefix(limit / 2)
        } else {
            found = Array(newest.prefix(limit))
        }
        return .list(found.map { state.shown($0, to: call.bot) })
    }

    @Sendable static func get(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        try state.require(.readMessageHistory, of: call.bot, in: channel)
        return .ok(state.shown(try state.message(call, in: channel), to: call.bot))
    }

    @Sendable static func create(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        try state.checkPlace(channel)
        try state.checkSending(call, in: channel)
        try MessageChecks.check(call.body, files: call.files.count)
        if MessageChecks.isEmpty(call.body, files: call.files.count), call.body["message_reference"]?["type"] != 1 {
            throw .emptyMessage
        }
        try state.checkReference(call.body, in: channel, by: call.bot)
        if let earlier = state.earlier(call, in: channel) { return .ok(state.shown(earlier, to: call.bot)) }
        var fields = call.body
        // What only an answer to an interaction may be.
        if let flags = fields["flags"]?.integer { fields["flags"] = .integer(flags & ~WorldState.ephemeral) }
        var draft = Draft(author: state.user(call.bot), fields: fields)
        draft.attachments = state.attachments(of: call, fields: fields, in: channel)
        if let application = call.application?.id { draft.extra = ["application_id": JSON(application)] }
        let message = state.post(draft, in: channel)
        if let nonce = call.nonce, let id = message["id"]?.snowflake {
            state.nonces.keep(id, author: call.bot, channel: channel, nonce: nonce, now: state.now)
        }
        return .ok(state.shown(message, to: call.bot))
    }

    @Sendable static func edit(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let message = try state.message(call, in: channel)
        let isOwn = message["author"]?["id"]?.snowflake == call.bot
        if !isOwn {
            // Of others only embeds can be hidden.
            guard call.body.object?.names == ["flags"] else { throw .notYourMessage }
            try state.require(.manageMessages, of: call.bot, in: channel)
        }
        try state.checkPlace(channel)
        let flags = (message["flags"]?.integer ?? 0) & WorldState.componentsV2
        try MessageChecks.check(call.body, files: call.files.count, existing: flags)
        let attachments = state.attachments(editing: message, call, fields: call.body, in: channel)
        let edited = state.edited(message, fields: call.body, attachments: attachments)
        let left = edited["attachments"]?.array?.count ?? 0
        if MessageChecks.isEmpty(edited, files: left) { throw .emptyMessage }
        let id = call.id("message_id")
        guard let shown = state.edit(id, in: channel, fields: call.body, attachments: attachments) else {
            throw .unknownMessage
        }
        return .ok(state.shown(shown, to: call.bot))
    }

    @Sendable static func delete(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let message = try state.message(call, in: channel)
        if message["author"]?["id"]?.snowflake != call.bot {
            try state.require(.manageMessages, of: call.bot, in: channel)
        }
        state.delete([call.id("message_id")], in: channel)
        return .nothing
    }

    @Sendable static func bulkDelete(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        try state.require(.manageMessages, of: call.bot, in: channel)
        let ids = (call.body["messages"]?.array ?? []).compactMap(\.snowflake)
        var faults = FormFaults()
        if !(2...100).contains(Set(ids).count) {
            faults.add(["messages"], "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.")
        }
        try faults.check()
        let oldest = (state.now.timeIntervalSince1970 - 14 * 24 * 3600) * 1000
        guard ids.allSatisfy({ Double($0.createdAt) > oldest }) else { throw .noBulkDelete }
        state.delete(ids.filter { state.message($0, in: channel) != nil }, in: channel)
        return .nothing
    }

    @Sendable static func type(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        try state.require(state.sending(in: channel), of: call.bot, in: channel)
        state.type(call.bot, in: channel)
        return .nothing
    }

    // MARK: Pins

    @Sendable static func pins(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let limit = try call.number("limit", in: 1...50, otherwise: 50)
        let before = call.query("before") ?? "9999"
        let pins = (state.channels[channel]?.pins ?? []).reversed().filter { ($0.at.string ?? "") < before }
        let items = pins.prefix(limit).compactMap { pin -> JSON? in
            state.message(pin.message, in: channel).map {
                ["pinned_at": pin.at, "message": state.shown($0, to: call.bot)]
            }
        }
        return .ok(["items": .array(items), "has_more": .bool(pins.count > limit)])
    }

    @Sendable static func oldPins(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let pins = (state.channels[channel]?.pins ?? []).reversed()
        return .list(
            pins.compactMap { state.message($0.message, in: channel).map { state.shown($0, to: call.bot) } })
    }

    @Sendable static func pin(
        _ call: Call, _ state: inout WorldState, _ isPinned: Bool
    ) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        _ = try state.message(call, in: channel)
        if state.channels[channel]?.guild != nil { try state.require(.pinMessages, of: call.bot, in: channel) }
        if isPinned, state.channels[channel]?.pins.count ?? 0 >= 250 { throw .tooManyPins }
        state.pin(call.id("message_id"), in: channel, isPinned)
        return .nothing
    }

    // MARK: Polls

    @Sendable static func endPoll(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let message = try state.message(call, in: channel)
        guard message["poll"] != nil else { throw .noPoll }
        guard message["author"]?["id"]?.snowflake == call.bot else { throw .notYourMessage }
        guard let ended = state.endPoll(call.id("message_id"), in: channel) else { throw .unknownMessage }
        return .ok(state.shown(ended, to: call.bot))
    }

    @Sendable static func voters(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let message = try state.message(call, in: channel)
        let answer = (message["poll"]?["answers"]?.array ?? [])
            .first { $0["answer_id"]?.integer == Int(call["answer_id"]) }
        guard let answer else { throw .noPoll }
        let limit = try call.number("limit", in: 1...100, otherwise: 25)
        let voters = (answer["voters"]?.array ?? []).compactMap(\.snowflake).prefix(limit)
        return .ok(["users": .array(voters.map { state.user($0) })])
    }
}

extension Call {
    /// What `enforce_nonce` asks to keep apart; nil without it.
    fileprivate var nonce: String? {
        guard body["enforce_nonce"] == true, let nonce = body["nonce"], !nonce.isNull else { return nil }
        return nonce.string ?? nonce.text
    }
}

extension WorldState {
    /// The right to write here.
    func sending(in channel: Snowflake) -> Rights {
        channels[channel]?.kind.isThread == true ? .sendMessagesInThreads : .sendMessages
    }

    fileprivate func checkSending(_ call: Call, in channel: Snowflake) throws(Refusal) {
        guard let place = channels[channel] else { throw .unknownChannel }
        guard place.guild != nil else {
            // A person may have shut the bot out.
            guard closedTo(call.bot, in: place) else { return }
            throw .cannotMessageUser
        }
        try require(sending(in: channel), of: call.bot, in: channel)
        if !call.files.isEmpty { try require(.attachFiles, of: call.bot, in: channel) }
        if !(call.body["embeds"]?.array ?? []).isEmpty { try require(.embedLinks, of: call.bot, in: channel) }
        if !(call.body["poll"] ?? .null).isNull { try require(.sendPolls, of: call.bot, in: channel) }
    }

    fileprivate func closedTo(_ bot: Snowflake, in channel: Channel) -> Bool {
        channel.recipients.contains { $0 != bot && (closed.contains($0) || isBot($0)) }
    }

    fileprivate func earlier(_ call: Call, in channel: Snowflake) -> JSON? {
        call.nonce.flatMap { nonces.message(author: call.bot, channel: channel, nonce: $0, now: now) }
            .flatMap { message($0, in: channel) }
    }
}
