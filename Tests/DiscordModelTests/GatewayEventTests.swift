import Testing

@testable import DiscordModel

@Suite struct GatewayEventTests {
    @Test func `a message is read with all that is in it`() throws {
        guard case .messageCreated(let message) = try MessageSample.event(MessageSample.document) else {
            Issue.record("no message")
            return
        }
        #expect(message.id == Snowflake(1_175_034_123_456_789_505))
        #expect(message.channelId == Snowflake(1_060_000_000_000_000_001))
        #expect(message.guildId == Snowflake(1_060_000_000_000_000_000))
        #expect(message.type == .reply && message.channelType == .text)
        #expect(message.content == "Hey <@1061234567890123456>, what did \"we\" decide?\nYes? 🍵")
        #expect(message.author.username == "ann" && message.author.globalName == "Ann" && !message.author.bot)
        #expect(message.member?.nick == "Ann é中" && message.member?.roles == [Snowflake(1_060_000_000_000_000_002)])
        #expect(message.mentions.map(\.id) == [Snowflake(1_061_234_567_890_123_456)] && message.mentions[0].bot)
        #expect(message.timestamp?.microseconds == 1_795_343_054_123_000 && message.editedTimestamp == nil)
        #expect(message.messageReference?.messageId == Snowflake(1_175_034_000_000_000_000))
        #expect(message.referencedMessage == nil)
        #expect(message.attachments.map(\.size) == [123_456])
        #expect(message.embeds.first?.title == "An article about \"tea\"" && message.embeds[0].thumbnail?.width == 640)
        #expect(message.nonce == .text("1175034123456789504"))
        guard case .actionRow(let row) = message.components.first, case .button(let button) = row.components.first
        else {
            Issue.record("no button in \(message.components)")
            return
        }
        #expect(button.style == .link && button.url == "https://a.b" && button.customId == nil)
        #expect(row.components.last == .unknown(["type": 99, "new": [1]]))
    }

    @Test func `what nobody wants is passed over`() throws {
        #expect(try MessageSample.event(MessageSample.document, wanted: ["READY"]) == .other("MESSAGE_CREATE"))
    }

    @Test func `a message that is cut anywhere is refused`() {
        let bytes = MessageSample.document
        for end in 0..<bytes.count {
            #expect(throws: JSONFault.self, "cut at \(end)") { try MessageSample.event(Array(bytes[..<end])) }
        }
    }

    @Test func `a message with one byte wrong is read or refused, nothing else`() {
        var random = SeededRandom(state: 1)
        for place in MessageSample.document.indices {
            for _ in 0..<3 {
                var bytes = MessageSample.document
                bytes[place] = UInt8.random(in: 0...255, using: &random)
                _ = try? MessageSample.event(bytes)  // either way: it must come back
            }
        }
    }

    static func read(_ name: String, _ text: String) throws(JSONFault) -> GatewayEvent {
        let bytes = Array(text.utf8)
        var json = JSONReader(bytes.span.bytes)
        return try GatewayEvent(name, from: &json, wanted: [name])
    }

    @Test func `a server that goes away tells why`() throws {
        guard case .guildDeleted(let outage) = try Self.read("GUILD_DELETE", #"{"id":"1","unavailable":true}"#),
            case .guildDeleted(let removal) = try Self.read("GUILD_DELETE", #"{"id":"1"}"#)
        else {
            Issue.record("no deletions")
            return
        }
        #expect(outage.unavailable == true && removal.unavailable == nil)
    }

    @Test func `a server comes with its channels, roles and members`() throws {
        let event = try Self.read(
            "GUILD_CREATE",
            #"""
            {"id":"9","name":"Home","owner_id":"5","member_count":3,"large":false,"joined_at":"2026-01-01T00:00:00Z",
            "roles":[{"id":"9","name":"@everyone","permissions":"1024","tags":{"premium_subscriber":null}}],
            "channels":[{"id":"10","type":0,"name":"general","permission_overwrites":[
            {"id":"9","type":0,"allow":"0","deny":"2048"}]},{"id":"11","type":77}],
            "threads":[{"id":"12","type":11,"parent_id":"10","thread_metadata":{"archived":false,"locked":true}}],
            "members":[{"user":{"id":"5","username":"eve"},"roles":["9"],"joined_at":null,"flags":0}],
            "voice_states":[{"channel_id":null,"user_id":"5","session_id":"s","self_mute":true}],
            "emojis":[{"id":"1"}],"presences":[{}],"stage_instances":[]}
            """#)
        guard case .guildCreated(let guild) = event else {
            Issue.record("no server")
            return
        }
        #expect(guild.name == "Home" && guild.ownerId == Snowflake(5) && guild.memberCount == 3)
        #expect(guild.roles[0].permissions == .viewChannel && guild.roles[0].tags?.premiumSubscriber == .null)
        #expect(guild.channels[0].permissionOverwrites?[0].deny == .sendMessages)
        #expect(guild.channels[1].type == ChannelType(rawValue: 77))
        #expect(guild.threads[0].type.isThread && guild.threads[0].threadMetadata?.locked == true)
        #expect(guild.members[0].user?.username == "eve" && guild.members[0].joinedAt == nil)
        #expect(guild.voiceStates[0].channelId == nil && guild.voiceStates[0].selfMute)
    }

    @Test(arguments: [
        (Snowflake(6), ["ann"]), (Snowflake(7), []), (nil, ["eve", "ann", nil]),
    ])
    func `of a server's members one is enough`(wanted: Snowflake?, names: [String?]) throws {
        let bytes = Array(
            #"""
            {"id":"9","members":[{"user":{"id":"5","username":"eve"},"roles":["6"]},
            {"roles":[],"nick":"A","user":{"username":"ann","id":"6"}},{"user":null}],"name":"Home"}
            """#.utf8)
        var json = JSONReader(bytes.span.bytes)
        let event = try GatewayEvent("GUILD_CREATE", from: &json, wanted: ["GUILD_CREATE"], own: wanted)
        guard case .guildCreated(let guild) = event else {
            Issue.record("no server")
            return
        }
        #expect(guild.members.map { $0.user?.username } == names && guild.name == "Home")
    }

    @Test func `an interaction knows its options, whoever they are`() throws {
        let event = try Self.read(
            "INTERACTION_CREATE",
            #"""
            {"id":"1","application_id":"2","type":2,"token":"t","version":1,"guild_id":"3","channel_id":"4",
            "app_permissions":"2048","locale":"de","context":0,"authorizing_integration_owners":{"0":"3"},
            "member":{"user":{"id":"5","username":"eve"},"permissions":"8","roles":[]},
            "data":{"id":"6","name":"remind","type":1,"options":[{"name":"set","type":1,"options":[
            {"name":"what","type":3,"value":"tea","focused":true},{"name":"count","type":4,"value":3},
            {"name":"rate","type":10,"value":1.5},{"name":"loud","type":5,"value":false},
            {"name":"who","type":6,"value":"7"}]}],"resolved":{"users":{"7":{"id":"7","username":"bob"}},
            "members":{"7":{"nick":"Bobby","permissions":"1"}},"attachments":{"x":{}}}}}
            """#)
        guard case .interaction(let interaction) = event, let command = interaction.data?.options.first else {
            Issue.record("no interaction")
            return
        }
        #expect(interaction.type == .command && interaction.token == "t" && interaction.context == .guild)
        #expect(interaction.member?.permissions == .administrator && interaction.appPermissions == .sendMessages)
        #expect(command.type == .subcommand && command.options.map(\.name) == ["what", "count", "rate", "loud", "who"])
        #expect(command.options[0].value?.string == "tea" && command.options[0].focused)
        #expect(command.options[1].value?.integer == 3 && command.options[2].value?.number == 1.5)
        #expect(command.options[3].value?.bool == false)
        let who = try #require(command.options[4].value?.snowflake)
        #expect(interaction.data?.resolved.users[who]?.username == "bob")
        #expect(interaction.data?.resolved.members[who]?.nick == "Bobby")
    }

    @Test func `a form tells what was filled in, in labels and in old rows`() throws {
        let event = try Self.read(
            "INTERACTION_CREATE",
            #"""
            {"id":"1","application_id":"2","type":5,"token":"t","data":{"custom_id":"form","components":[
            {"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"name","value":"Ann"}},
            {"type":18,"component":{"type":3,"custom_id":"colours","values":["red","blue"]}},
            {"type":18,"component":{"type":23,"custom_id":"sure","value":true}},{"type":10,"id":9},
            {"type":1,"components":[{"type":4,"custom_id":"old","value":"text"}]}]}}
            """#)
        guard case .interaction(let interaction) = event, let data = interaction.data else {
            Issue.record("no interaction")
            return
        }
        #expect(data.customId == "form")
        #expect(data.submitted("name")?.value?.string == "Ann" && data.submitted("old")?.value?.string == "text")
        #expect(data.submitted("colours")?.values == ["red", "blue"] && data.submitted("sure")?.value?.bool == true)
        #expect(data.submitted("none") == nil)
    }

    @Test(arguments: [
        "READY", "RESUMED", "GUILD_UPDATE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE",
        "THREAD_LIST_SYNC", "THREAD_MEMBER_UPDATE", "THREAD_MEMBERS_UPDATE", "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE",
        "GUILD_MEMBER_REMOVE", "GUILD_MEMBERS_CHUNK", "GUILD_BAN_ADD", "GUILD_BAN_REMOVE", "MESSAGE_DELETE",
        "MESSAGE_DELETE_BULK", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "MESSAGE_REACTION_REMOVE_ALL",
        "MESSAGE_REACTION_REMOVE_EMOJI", "MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE", "TYPING_START",
        "PRESENCE_UPDATE", "VOICE_STATE_UPDATE", "VOICE_SERVER_UPDATE", "RATE_LIMITED", "WEBHOOKS_UPDATE",
        "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE",
        "MESSAGE_UPDATE",
    ])
    func `every event that we know is read, with members nobody has heard of`(name: String) throws {
        let event = try Self.read(
            name,
            #"{"id":"1","guild_id":"2","channel_id":"3","message_id":"4","user_id":"5","new":{"a":[null,1e3,"x"]}}"#)
        #expect(event != .other(name))
    }

    @Test func `an event that came later than this program has only its name`() throws {
        #expect(try Self.read("SOMETHING_NEW", #"{"a":1}"#) == .other("SOMETHING_NEW"))
    }

    @Test func `what cannot be without an id is refused without one`() {
        #expect(throws: JSONFault.missing("id")) { try Self.read("MESSAGE_UPDATE", #"{"channel_id":"1"}"#) }
        #expect(throws: JSONFault.missing("channel_id")) { try Self.read("MESSAGE_CREATE", #"{"id":"1"}"#) }
        #expect(throws: JSONFault.missing("id")) { try Self.read("CHANNEL_CREATE", #"{"name":"a"}"#) }
    }
}
