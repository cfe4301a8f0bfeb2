import DiscordModel

/// What a client sends, read as strictly as Discord reads it.
///
/// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes>
enum ClientPayload: Equatable {
    case heartbeat(Int?)
    case identify(Identify)
    case resume(Resume)
    case presence(JSON)
    case voiceState(VoiceStateRequest)
    case requestMembers(MembersRequest)
    /// Soundboard sounds (op 31) and channel information (op 43): nobody here has any.
    case other(Int)

    /// Throws ``CloseCode/decodeError`` or ``CloseCode/unknownOpcode``.
    init(_ message: [UInt8]) throws(CloseCode) {
        guard let json = try? JSON(json: message), let op = json["op"]?.integer  // any fault is the same code
        else { throw .decodeError }
        let data = json["d"] ?? .null
        switch op {
        case 1:
            guard data.isNull || data.integer != nil else { throw .decodeError }
            self = .heartbeat(data.integer)
        case 2: self = .identify(try Identify(data))
        case 3: self = .presence(try Self.presence(data))
        case 4: self = .voiceState(try VoiceStateRequest(data))
        case 6: self = .resume(try Resume(data))
        case 8: self = .requestMembers(try MembersRequest(data))
        case 31, 43: self = .other(op)
        default: throw .unknownOpcode
        }
    }

    private static func presence(_ data: JSON) throws(CloseCode) -> JSON {
        guard data["activities"]?.array != nil, data["afk"]?.bool != nil, let status = data["status"]?.string,
            ["online", "dnd", "idle", "invisible", "offline"].contains(status)
        else { throw .decodeError }
        return data
    }
}

/// Op 2.
struct Identify: Equatable {
    var token: String
    var intents: UInt64
    var shard: Int
    var shardCount: Int
    var largeThreshold: Int
    var presence: JSON?

    init(_ data: JSON) throws(CloseCode) {
        guard let token = data["token"]?.string, data["properties"]?.object != nil else { throw .decodeError }
        guard let intents = data["intents"]?.integer.flatMap({ UInt64(exactly: $0) }) else { throw .invalidIntents }
        let threshold = data["large_threshold"]?.integer ?? 50
        guard (50...250).contains(threshold) else { throw .decodeError }
        self.token = token
        self.intents = intents
        (shard, shardCount) = try Self.shard(data["shard"])
        largeThreshold = threshold
        presence = data["presence"]
    }

    private static func shard(_ json: JSON?) throws(CloseCode) -> (Int, Int) {
        guard let json, !json.isNull else { return (0, 1) }
        guard json.array?.count == 2, let id = json[0]?.integer, let count = json[1]?.integer, id >= 0, id < count
        else { throw .invalidShard }
        return (id, count)
    }
}

/// Op 6.
struct Resume: Equatable {
    var token: String
    var session: String
    var sequence: Int

    init(_ data: JSON) throws(CloseCode) {
        guard let token = data["token"]?.string, let session = data["session_id"]?.string,
            let sequence = data["seq"]?.integer
        else { throw .decodeError }
        (self.token, self.session, self.sequence) = (token, session, sequence)
    }
}

/// Op 4: the bot joins, changes or (without a channel) leaves a voice channel.
struct VoiceStateRequest: Equatable {
    var guild: Snowflake
    var channel: Snowflake?
    var selfMute: Bool
    var selfDeaf: Bool

    init(_ data: JSON) throws(CloseCode) {
        guard let guild = data["guild_id"]?.snowflake, let channel = data["channel_id"],
            channel.isNull || channel.snowflake != nil
        else { throw .decodeError }
        self.guild = guild
        self.channel = channel.snowflake
        selfMute = data["self_mute"]?.bool ?? false
        selfDeaf = data["self_deaf"]?.bool ?? false
    }
}

/// Op 8.
struct MembersRequest: Equatable {
    var guild: Snowflake
    var query: String?
    var users: [Snowflake]?
    var limit: Int
    var presences: Bool
    var nonce: String?

    init(_ data: JSON) throws(CloseCode) {
        guard let guild = (data["guild_id"]?[0] ?? data["guild_id"])?.snowflake else { throw .decodeError }
        self.guild = guild
        query = data["query"]?.string
        users = try Self.users(data["user_ids"])
        limit = data["limit"]?.integer ?? 0
        presences = data["presences"]?.bool ?? false
        // A longer one is ignored.
        nonce = data["nonce"]?.string.flatMap { $0.utf8.count <= 32 ? $0 : nil }
        guard query != nil || users != nil, limit >= 0 else { throw .decodeError }
    }

    /// All of them, which is limited.
    var isForAll: Bool { users == nil && query == "" && limit == 0 }

    private static func users(_ json: JSON?) throws(CloseCode) -> [Snowflake]? {
        guard let json, !json.isNull else { return nil }
        let ids = (json.array ?? [json]).map(\.snowflake)
        guard ids.count <= 100, !ids.contains(nil) else { throw .decodeError }
        return ids.compactMap { $0 }
    }
}
