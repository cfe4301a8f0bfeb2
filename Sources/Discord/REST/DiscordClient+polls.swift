package import DiscordModel

/// <https://docs.discord.com/developers/resources/poll>
extension DiscordClient {
    /// Ends a poll of ours now.
    @discardableResult
    package func endPoll(_ message: Snowflake, in channel: Snowflake) async throws -> Message {
        try await fetch(.endPoll(message, in: channel))
    }

    package func voters(
        for answer: Int, in poll: Snowflake, of channel: Snowflake, after: Snowflake? = nil, limit: Int? = nil
    ) async throws -> [User] {
        try await fetch(
            .voters(for: answer, in: poll, of: channel, after: after, limit: limit), as: Voters.self
        ).users
    }
}

private struct Voters: JSONReadable {
    var users: [User] = []

    init(from json: inout JSONReader) throws(JSONFault) {
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "users": users = try json.read()
            default: try json.skip()
            }
        }
    }
}
