/// <https://docs.discord.com/developers/resources/webhook>
extension Route {
    package static func createWebhook(in channel: Snowflake) -> Route {
        Route(.post, "/channels/\(channel: channel)/webhooks")
    }

    package static func webhooks(in channel: Snowflake) -> Route {
        Route(.get, "/channels/\(channel: channel)/webhooks")
    }

    package static func deleteWebhook(_ webhook: Snowflake) -> Route { Route(.delete, "/webhooks/\(webhook: webhook)") }

    package static func deleteWebhookMessage(
        _ message: Snowflake, of webhook: Snowflake, token: String, thread: Snowflake? = nil
    ) -> Route {
        Route(
            .delete, "/webhooks/\(webhook: webhook, token: token)/messages/\("message.id", message)",
            access: .webhook, query: ["thread_id": thread])
    }

    // MARK: Interactions

    /// Answers without a message: deferrals, choices, modals. A second answer is refused, so asking twice does no harm.
    /// <https://docs.discord.com/developers/interactions/receiving-and-responding>
    package static func acknowledge(interaction: Snowflake, token: String) -> Route {
        Route(
            .post, "/interactions/\(interaction: interaction, token: token)/callback", access: .interaction,
            isRepeatable: true)
    }

    package static func originalAnswer(application: Snowflake, token: String) -> Route {
        Route(
            .get, "/webhooks/\(webhook: application, token: token)/messages/@original", access: .interaction)
    }

    package static func deleteOriginalAnswer(application: Snowflake, token: String) -> Route {
        Route(.delete, "/webhooks/\(webhook: application, token: token)/messages/@original", access: .interaction)
    }

    package static func deleteFollowUp(_ message: Snowflake, application: Snowflake, token: String) -> Route {
        Route(
            .delete, "/webhooks/\(webhook: application, token: token)/messages/\("message.id", message)",
            access: .interaction)
    }
}
