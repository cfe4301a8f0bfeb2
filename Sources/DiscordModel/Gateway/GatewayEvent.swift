/// Something that Discord tells over the gateway.
///
/// <https://docs.discord.com/developers/events/gateway-events#receive-events>
package indirect enum GatewayEvent: Equatable, Sendable {
    case ready(Ready)
    case resumed
    case guildCreated(Guild)
    case guildUpdated(Guild)
    case guildDeleted(UnavailableGuild)
    case roleCreated(RoleEvent)
    case roleUpdated(RoleEvent)
    case roleDeleted(RoleDeletion)
    case channelCreated(Channel)
    case channelUpdated(Channel)
    case channelDeleted(Channel)
    case threadCreated(Channel)
    case threadUpdated(Channel)
    /// Only its id, server, parent and type.
    case threadDeleted(Channel)
    case threadList(ThreadList)
    case threadMember(ThreadMember)
    case threadMembers(ThreadMembersChange)
    case memberAdded(Member)
    /// Partial.
    case memberUpdated(Member)
    case memberRemoved(MemberRemoval)
    case membersChunk(MembersChunk)
    case banAdded(BanEvent)
    case banRemoved(BanEvent)
    case messageCreated(Message)
    case messageUpdated(Message)
    case messageDeleted(MessageDeletion)
    case messagesDeleted(MessagesDeletion)
    case reactionAdded(ReactionEvent)
    case reactionRemoved(ReactionEvent)
    case reactionsRemoved(ReactionsRemoval)
    case pollVoteAdded(PollVote)
    case pollVoteRemoved(PollVote)
    case typing(TypingStart)
    case presence(Presence)
    case interaction(Interaction)
    case voiceState(VoiceState)
    case voiceServer(VoiceServer)
    case rateLimited(GatewayRateLimit)
    case webhooksChanged(WebhooksChange)
    /// Not asked for, or not known.
    case other(String)
}

extension GatewayEvent {
    /// Reads what a dispatch carries.
    ///
    /// - Parameters:
    ///   - name: as it stands in `t`.
    ///   - wanted: the names of the events to read; the others are passed over.
    ///   - own: of a new server's members only this one is read; all of them where nil.
    package init(
        _ name: String, from json: inout JSONReader, wanted: Set<String>, own: Snowflake? = nil
    ) throws(JSONFault) {
        guard wanted.contains(name) else {
            try json.skip()
            self = .other(name)
            return
        }
        self = try Self(name, from: &json, own: own)
    }

    private init(_ name: String, from json: inout JSONReader, own: Snowflake?) throws(JSONFault) {
        switch name {
        case "READY": self = .ready(try json.read())
        case "GUILD_CREATE": self = .guildCreated(try Guild(from: &json, member: own))
        case "GUILD_UPDATE": self = .guildUpdated(try json.read())
        case "GUILD_DELETE": self = .guildDeleted(try json.read())
        case "GUILD_ROLE_CREATE": self = .roleCreated(try json.read())
        case "GUILD_ROLE_UPDATE": self = .roleUpdated(try json.read())
        case "GUILD_ROLE_DELETE": self = .roleDeleted(try json.read())
        case "CHANNEL_CREATE": self = .channelCreated(try json.read())
        case "CHANNEL_UPDATE": self = .channelUpdated(try json.read())
        case "CHANNEL_DELETE": self = .channelDeleted(try json.read())
        case "THREAD_CREATE": self = .threadCreated(try json.read())
        case "THREAD_UPDATE": self = .threadUpdated(try json.read())
        case "THREAD_DELETE": self = .threadDeleted(try json.read())
        case "THREAD_LIST_SYNC": self = .threadList(try json.read())
        case "THREAD_MEMBER_UPDATE": self = .threadMember(try json.read())
        case "THREAD_MEMBERS_UPDATE": self = .threadMembers(try json.read())
        case "GUILD_MEMBER_ADD": self = .memberAdded(try json.read())
        case "GUILD_MEMBER_UPDATE": self = .memberUpdated(try json.read())
        case "GUILD_MEMBER_REMOVE": self = .memberRemoved(try json.read())
        case "GUILD_MEMBERS_CHUNK": self = .membersChunk(try json.read())
        case "GUILD_BAN_ADD": self = .banAdded(try json.read())
        case "GUILD_BAN_REMOVE": self = .banRemoved(try json.read())
        case "MESSAGE_CREATE": self = .messageCreated(try json.read())
        case "MESSAGE_UPDATE": self = .messageUpdated(try json.read())
        case "MESSAGE_DELETE": self = .messageDeleted(try json.read())
        case "MESSAGE_DELETE_BULK": self = .messagesDeleted(try json.read())
        case "MESSAGE_REACTION_ADD": self = .reactionAdded(try json.read())
        case "MESSAGE_REACTION_REMOVE": self = .reactionRemoved(try json.read())
        case "MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_REACTION_REMOVE_EMOJI":
            self = .reactionsRemoved(try json.read())
        case "MESSAGE_POLL_VOTE_ADD": self = .pollVoteAdded(try json.read())
        case "MESSAGE_POLL_VOTE_REMOVE": self = .pollVoteRemoved(try json.read())
        case "TYPING_START": self = .typing(try json.read())
        case "PRESENCE_UPDATE": self = .presence(try json.read())
        case "INTERACTION_CREATE": self = .interaction(try json.read())
        case "VOICE_STATE_UPDATE": self = .voiceState(try json.read())
        case "VOICE_SERVER_UPDATE": self = .voiceServer(try json.read())
        case "RATE_LIMITED": self = .rateLimited(try json.read())
        case "WEBHOOKS_UPDATE": self = .webhooksChanged(try json.read())
        default:
            try json.skip()
            self = name == "RESUMED" ? .resumed : .other(name)
        }
    }
}
