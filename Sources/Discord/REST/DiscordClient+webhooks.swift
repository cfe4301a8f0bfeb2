package import DiscordModel

/// <https://docs.discord.com/developers/resources/webhook>
extension DiscordClient {
    /// - Parameter webhook: its name may not contain `clyde` or `discord`.
    package func createWebhook(
        in channel: Snowflake, _ webhook: WebhookRequest, reason: String? = nil
    ) async throws -> Webhook {
        try await fetch(.createWebhook(in: channel), body: webhook, reason: reason)
    }

    package func webhooks(in channel: Snowflake) async throws -> [Webhook] {
        try await fetch(.webhooks(in: channel))
    }

    package func deleteWebhook(_ webhook: Snowflake, reason: String? = nil) async throws {
        try await call(.deleteWebhook(webhook), reason: reason)
    }

    /// Sends under a name and a face of its own.
    package func execute(
        webhook: Snowflake, token: String, _ message: WebhookMessage, files: [OutgoingFile] = [],
        in thread: Snowflake? = nil
    ) async throws -> Message {
        let route = MessageRoute.execute(webhook: webhook, token: token, thread: thread)
        return try read(Message.self, from: try await deliver(message, files: files, by: route), route.route)
    }

    @discardableResult
    package func editWebhookMessage(
        _ message: Snowflake, of webhook: Snowflake, token: String, to edit: MessageEdit,
        files: [OutgoingFile] = [], in thread: Snowflake? = nil
    ) async throws -> Message {
        let route = MessageRoute.editWebhookMessage(message, of: webhook, token: token, thread: thread)
        return try read(Message.self, from: try await deliver(edit, files: files, by: route), route.route)
    }

    package func deleteWebhookMessage(
        _ message: Snowflake, of webhook: Snowflake, token: String, in thread: Snowflake? = nil
    ) async throws {
        try await call(.deleteWebhookMessage(message, of: webhook, token: token, thread: thread))
    }
}
