/// Who a session is for, but for the token.
package struct GatewayIdentity: Equatable, Sendable {
    package var intents: Intents
    package var shard: Shard
    package var presence: PresenceRequest?

    package init(intents: Intents, shard: Shard = Shard(index: 0, count: 1), presence: PresenceRequest? = nil) {
        self.intents = intents
        self.shard = shard
        self.presence = presence
    }
}
