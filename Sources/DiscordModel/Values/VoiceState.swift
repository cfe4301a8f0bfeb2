/// <https://docs.discord.com/developers/resources/voice#voice-state-object>
package struct VoiceState: Encodable, Equatable, Sendable {
    @Nullable package var guildId: Snowflake?
    /// Nil: not in a channel any more.
    @Nullable package var channelId: Snowflake?
    package var userId = Snowflake(0)
    @Indirect package var member: Member?
    package var sessionId = ""
    package var deaf = false
    package var mute = false
    package var selfDeaf = false
    package var selfMute = false
    package var selfStream = false
    package var selfVideo = false
    package var suppress = false
    @Nullable package var requestToSpeakTimestamp: Timestamp?

    package init() {}
}

extension VoiceState: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "guild_id": try json.read(into: &guildId)
            case "channel_id": try json.read(into: &channelId)
            case "user_id": try json.read(into: &userId)
            case "member": try json.read(into: &member)
            case "session_id": try json.read(into: &sessionId)
            case "deaf": try json.read(into: &deaf)
            case "mute": try json.read(into: &mute)
            case "self_deaf": try json.read(into: &selfDeaf)
            case "self_mute": try json.read(into: &selfMute)
            case "self_stream": try json.read(into: &selfStream)
            case "self_video": try json.read(into: &selfVideo)
            case "suppress": try json.read(into: &suppress)
            case "request_to_speak_timestamp": try json.read(into: &requestToSpeakTimestamp)
            default: try json.skip()
            }
        }
    }
}
