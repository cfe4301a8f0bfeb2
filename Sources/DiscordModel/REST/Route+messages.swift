/// <https://docs.discord.com/developers/resources/message>
///
/// Routes that write messages are ``MessageRoute``.
extension Route {
    /// Which of a channel's messages; newest first in the answer.
    package enum Around: Sendable, Hashable {
        case newest
        case before(Snowflake)
        case after(Snowflake)
        case around(Snowflake)

        fileprivate func id(_ name: String) -> Snowflake? {
            switch self {
            case .before(let id) where name == "before": id
            case .after(let id) where name == "after": id
            case .around(let id) where name == "around": id
            default: nil
            }
        }
    }

    package static func message(_ message: Snowflake, in channel: Snowflake) -> Route {
        Route(.get, "/channels/\(channel: channel)/messages/\("message.id", message)")
    }

    package static func messages(in channel: Snowflake, _ which: Around, limit: Int? = nil) -> Route {
        Route(
            .get, "/channels/\(channel: channel)/messages",
            query: [
                "around": which.id("around"), "before": which.id("before"), "after": which.id("after"),
                "limit": limit,
            ])
    }

    package static func delete(message: Snowflake, in channel: Snowflake) -> Route {
        Route(.delete, "/channels/\(channel: channel)/messages/\("message.id", message)")
    }

    package static func bulkDelete(in channel: Snowflake) -> Route {
        Route(.post, "/channels/\(channel: channel)/messages/bulk-delete")
    }

    // MARK: Pins

    /// - Parameter before: an ISO 8601 timestamp, the pin time of the last page's oldest message.
    package static func pins(in channel: Snowflake, before: String? = nil, limit: Int? = nil) -> Route {
        Route(.get, "/channels/\(channel: channel)/messages/pins", query: ["before": before, "limit": limit])
    }

    package static func pin(_ message: Snowflake, in channel: Snowflake) -> Route {
        Route(.put, "/channels/\(channel: channel)/messages/pins/\("message.id", message)")
    }

    package static func unpin(_ message: Snowflake, in channel: Snowflake) -> Route {
        Route(.delete, "/channels/\(channel: channel)/messages/pins/\("message.id", message)")
    }

    // MARK: Reactions

    /// - Parameter emoji: the character itself, or `name:id` of a custom one.
    package static func react(_ emoji: String, to message: Snowflake, in channel: Snowflake) -> Route {
        Route(
            .put,
            "/channels/\(channel: channel)/messages/\("message.id", message)/reactions/\("emoji", text: emoji)/@me")
    }

    package static func unreact(_ emoji: String, from message: Snowflake, in channel: Snowflake) -> Route {
        Route(
            .delete,
            "/channels/\(channel: channel)/messages/\("message.id", message)/reactions/\("emoji", text: emoji)/@me")
    }

    package static func deleteReaction(
        _ emoji: String, of user: Snowflake, on message: Snowflake, in channel: Snowflake
    ) -> Route {
        Route(
            .delete,
            """
            /channels/\(channel: channel)/messages/\("message.id", message)/reactions/\("emoji", text: emoji)\
            /\("user.id", user)
            """)
    }

    package static func deleteReactions(on message: Snowflake, in channel: Snowflake) -> Route {
        Route(.delete, "/channels/\(channel: channel)/messages/\("message.id", message)/reactions")
    }

    package static func reactions(
        _ emoji: String, on message: Snowflake, in channel: Snowflake, after: Snowflake? = nil, limit: Int? = nil
    ) -> Route {
        Route(
            .get, "/channels/\(channel: channel)/messages/\("message.id", message)/reactions/\("emoji", text: emoji)",
            query: ["after": after, "limit": limit])
    }

    // MARK: Polls

    /// <https://docs.discord.com/developers/resources/poll>
    package static func endPoll(_ message: Snowflake, in channel: Snowflake) -> Route {
        Route(.post, "/channels/\(channel: channel)/polls/\("message.id", message)/expire")
    }

    package static func voters(
        for answer: Int, in poll: Snowflake, of channel: Snowflake, after: Snowflake? = nil, limit: Int? = nil
    ) -> Route {
        Route(
            .get, "/channels/\(channel: channel)/polls/\("message.id", poll)/answers/\("answer_id", answer)",
            query: ["after": after, "limit": limit])
    }
}
