package import DiscordModel

/// <https://docs.discord.com/developers/interactions/receiving-and-responding>
extension DiscordClient {
    /// How long a first answer may wait for its turn: after 3 s Discord takes none.
    private static let answerPatience = Duration.milliseconds(2_500)

    /// The first answer, due within 3 s of the event.
    package func answer(
        _ response: InteractionResponse, files: [OutgoingFile] = [], to interaction: Snowflake, token: String
    ) async throws {
        let route = MessageRoute.answer(interaction: interaction, token: token)
        _ = try await deliver(response, files: files, by: route, patience: Self.answerPatience)
    }

    package func originalAnswer(application: Snowflake, token: String) async throws -> Message {
        try await fetch(.originalAnswer(application: application, token: token))
    }

    @discardableResult
    package func editOriginalAnswer(
        to edit: MessageEdit, files: [OutgoingFile] = [], application: Snowflake, token: String
    ) async throws -> Message {
        let route = MessageRoute.editOriginalAnswer(application: application, token: token)
        return try read(Message.self, from: try await deliver(edit, files: files, by: route), route.route)
    }

    package func deleteOriginalAnswer(application: Snowflake, token: String) async throws {
        try await call(.deleteOriginalAnswer(application: application, token: token))
    }

    /// Possible for 15 minutes after the event. The first one after a deferral takes its place.
    package func followUp(
        _ message: WebhookMessage, files: [OutgoingFile] = [], application: Snowflake, token: String
    ) async throws -> Message {
        let route = MessageRoute.followUp(application: application, token: token)
        return try read(Message.self, from: try await deliver(message, files: files, by: route), route.route)
    }

    @discardableResult
    package func editFollowUp(
        _ message: Snowflake, to edit: MessageEdit, files: [OutgoingFile] = [], application: Snowflake, token: String
    ) async throws -> Message {
        let route = MessageRoute.editFollowUp(message, application: application, token: token)
        return try read(Message.self, from: try await deliver(edit, files: files, by: route), route.route)
    }

    package func deleteFollowUp(_ message: Snowflake, application: Snowflake, token: String) async throws {
        try await call(.deleteFollowUp(message, application: application, token: token))
    }
}
