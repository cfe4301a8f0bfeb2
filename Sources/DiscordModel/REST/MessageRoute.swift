/// A route that writes a message where people see it.
///
/// It is a type of its own so that only the one door that closes `allowed_mentions` takes it.
package struct MessageRoute: Hashable, Sendable {
    package let route: Route
    /// Discord keeps a message with the same nonce from being made twice, so that asking again does no harm.
    package let takesNonce: Bool

    private init(_ route: Route, takesNonce: Bool = false) {
        self.route = route
        self.takesNonce = takesNonce
    }

    /// What is asked twice is there once.
    package var isRepeatable: Bool { route.isRepeatable || takesNonce }

    package static func create(in channel: Snowflake) -> MessageRoute {
        MessageRoute(Route(.post, "/channels/\(channel: channel)/messages"), takesNonce: true)
    }

    package static func edit(_ message: Snowflake, in channel: Snowflake) -> MessageRoute {
        MessageRoute(Route(.patch, "/channels/\(channel: channel)/messages/\("message.id", message)"))
    }

    /// A post in a forum: the thread and its first message.
    package static func startPost(in forum: Snowflake) -> MessageRoute {
        MessageRoute(Route(.post, "/channels/\(channel: forum)/threads"))
    }

    /// Discord waits until the message is there, and answers with it.
    package static func execute(webhook: Snowflake, token: String, thread: Snowflake? = nil) -> MessageRoute {
        MessageRoute(
            Route(
                .post, "/webhooks/\(webhook: webhook, token: token)", access: .webhook,
                query: ["wait": true, "thread_id": thread, "with_components": true]))
    }

    package static func editWebhookMessage(
        _ message: Snowflake, of webhook: Snowflake, token: String, thread: Snowflake? = nil
    ) -> MessageRoute {
        MessageRoute(
            Route(
                .patch, "/webhooks/\(webhook: webhook, token: token)/messages/\("message.id", message)",
                access: .webhook, query: ["thread_id": thread, "with_components": true]))
    }

    /// The first answer to an interaction. A second one is refused, so asking twice does no harm.
    package static func answer(interaction: Snowflake, token: String) -> MessageRoute {
        MessageRoute(.acknowledge(interaction: interaction, token: token))
    }

    package static func editOriginalAnswer(application: Snowflake, token: String) -> MessageRoute {
        MessageRoute(
            Route(
                .patch, "/webhooks/\(webhook: application, token: token)/messages/@original", access: .interaction))
    }

    package static func followUp(application: Snowflake, token: String) -> MessageRoute {
        MessageRoute(
            Route(
                .post, "/webhooks/\(webhook: application, token: token)", access: .interaction, query: ["wait": true]))
    }

    package static func editFollowUp(_ message: Snowflake, application: Snowflake, token: String) -> MessageRoute {
        MessageRoute(
            Route(
                .patch, "/webhooks/\(webhook: application, token: token)/messages/\("message.id", message)",
                access: .interaction))
    }
}
