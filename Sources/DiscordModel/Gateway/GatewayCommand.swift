/// What the bot asks of the gateway once it is logged in.
///
/// <https://docs.discord.com/developers/events/gateway-events#send-events>
package enum GatewayCommand: Equatable, Sendable {
    case presence(PresenceRequest)
    /// No channel: it leaves.
    case voiceState(guild: Snowflake, channel: Snowflake?, isMuted: Bool = false, isDeafened: Bool = false)
    case members(guild: Snowflake, MemberQuery, presences: Bool = false, nonce: String? = nil)

    package enum MemberQuery: Hashable, Sendable {
        /// Those whose name begins so. Empty with limit 0: all, which takes ``Intents/guildMembers``.
        case named(String, limit: Int)
        /// At most 100.
        case these([Snowflake])
    }

    /// - Throws: where it is longer than the gateway takes.
    package func bytes() throws(GatewayCommandFault) -> [UInt8] {
        let bytes = GatewayPayload.document(opcode, json)
        guard bytes.count <= GatewayPayload.sizeLimit else { throw .tooLong(bytes.count) }
        return bytes
    }

    private var opcode: GatewayOpcode {
        switch self {
        case .presence: .presenceUpdate
        case .voiceState: .voiceStateUpdate
        case .members: .requestGuildMembers
        }
    }

    private var json: JSON {
        switch self {
        case .presence(let presence): return presence.payload
        case .voiceState(let guild, let channel, let isMuted, let isDeafened):
            return [
                "guild_id": JSON(guild), "channel_id": channel.map { JSON($0) } ?? .null,
                "self_mute": .bool(isMuted), "self_deaf": .bool(isDeafened),
            ]
        case .members(let guild, let query, let presences, let nonce):
            var request: JSON = ["guild_id": JSON(guild), "limit": 0]
            switch query {
            case .named(let beginning, let limit):
                request["query"] = .string(beginning)
                request["limit"] = .integer(limit)
            case .these(let users): request["user_ids"] = .array(users.map { JSON($0) })
            }
            if presences { request["presences"] = true }
            request["nonce"] = nonce.map { .string($0) }
            return request
        }
    }
}

/// Why a command was not taken.
package enum GatewayCommandFault: Error, Hashable {
    /// In bytes; ``GatewayPayload/sizeLimit`` is all the gateway takes.
    case tooLong(Int)
    /// ``GatewayStateMachine/commandLimit`` wait already.
    case tooManyWaiting
}
