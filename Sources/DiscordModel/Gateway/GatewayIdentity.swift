/// Who a session is for, but for the token.
package struct GatewayIdentity: Hashable, Sendable {
    package var intents: Intents
    package var shard: Shard
    package var presence: Presence?

    package init(intents: Intents, shard: Shard = Shard(index: 0, count: 1), presence: Presence? = nil) {
        self.intents = intents
        self.shard = shard
        self.presence = presence
    }
}
