import DiscordModel

enum ReactionRoutes {
    private static let root = "/channels/{channel_id}/messages/{message_id}/reactions"

    static let all: [Route] = [
        Route(.put, "\(root)/{emoji_name}/@me", limit: .reactions, add),
        Route(.delete, "\(root)/{emoji_name}/@me", limit: .reactions) { call, state throws(Refusal) in
            try remove(call.bot, call, &state)
        },
        Route(.delete, "\(root)/{emoji_name}/{user_id}", limit: .reactions) { call, state throws(Refusal) in
            try state.require(.manageMessages, of: call.bot, in: try state.channel(call))
            return try remove(call.id("user_id"), call, &state)
        },
        Route(.get, "\(root)/{emoji_name}", list),
        Route(.delete, "\(root)/{emoji_name}") { call, state throws(Refusal) in
            try clear(call, &state, emoji: try emoji(call))
        },
        Route(.delete, root) { call, state throws(Refusal) in try clear(call, &state, emoji: nil) },
    ]

    @Sendable static func add(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let message = try state.message(call, in: channel)
        let emoji = try emoji(call)
        try state.require(.readMessageHistory, of: call.bot, in: channel)
        let reactions = message["reactions"]?.array ?? []
        if !reactions.contains(where: { WorldState.key(of: $0["emoji"] ?? .null) == emoji }) {
            try state.require(.addReactions, of: call.bot, in: channel)
            guard reactions.count < 20 else { throw .tooManyReactions }
        }
        state.react(call.bot, with: emoji, to: call.id("message_id"), in: channel)
        return .nothing
    }

    private static func remove(
        _ user: Snowflake, _ call: Call, _ state: inout WorldState
    ) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        _ = try state.message(call, in: channel)
        state.unreact(user, with: try emoji(call), from: call.id("message_id"), in: channel)
        return .nothing
    }

    private static func clear(
        _ call: Call, _ state: inout WorldState, emoji: String?
    ) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        _ = try state.message(call, in: channel)
        try state.require(.manageMessages, of: call.bot, in: channel)
        state.clearReactions(of: call.id("message_id"), in: channel, emoji: emoji)
        return .nothing
    }

    @Sendable static func list(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let message = try state.message(call, in: channel)
        let limit = try call.number("limit", in: 1...100, otherwise: 25)
        let after = call.query("after").flatMap { Snowflake($0) } ?? Snowflake(0)
        let users = state.reactors(message, emoji: try emoji(call)).sorted().filter { $0 > after }
        return .list(users.prefix(limit).map { state.user($0) })
    }

    /// - Throws: 10014 for words that are no emoji.
    private static func emoji(_ call: Call) throws(Refusal) -> String {
        let name = call["emoji_name"]
        let isCustom = name.split(separator: ":").count == 2
        let isUnicode = name.unicodeScalars.contains { $0.properties.isEmoji } && !name.contains { $0.isLetter }
        guard isCustom || isUnicode else { throw .unknownEmoji }
        return name
    }
}
