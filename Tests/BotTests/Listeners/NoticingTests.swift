import DiscordModel
import Testing

@testable import Bot

@Suite struct NoticingTests {
    private var noticing = Noticing()
    private var directory = GuildDirectory()
    private let bot: Snowflake = 1
    private let ada: Snowflake = 2

    init() {
        var guild = Guild()
        guild.id = 5
        var role = Role()
        role.id = 50
        role.name = "Crew"
        guild.roles = [role]
        _ = directory.apply(.guildCreated(guild))
    }

    @Test mutating func `coming, moving and going in voice are told apart`() {
        #expect(hear(voice(in: 10)) == .voiceJoined(company: 1))
        #expect(hear(voice(in: 10, of: 3)) == .voiceJoined(company: 2))
        #expect(hear(voice(in: 11)) == .voiceMoved)
        #expect(hear(voice(in: 11)) == nil)
        #expect(hear(voice(in: nil)) == .voiceLeft)
        #expect(hear(voice(in: nil)) == nil)
    }

    @Test mutating func `a microphone is switched on only where it was off`() {
        _ = hear(voice(in: 10))
        #expect(hear(voice(in: 10)) == nil)
        #expect(hear(voice(in: 10, isMuted: true)) == nil)
        #expect(hear(voice(in: 10)) == .unmuted)
    }

    @Test mutating func `only reactions to the bot's messages count`() {
        #expect(hear(reaction(to: bot)) == .reaction(emoji: "👍"))
        #expect(hear(reaction(to: 9)) == nil)
        #expect(hear(reaction(to: nil)) == nil)
    }

    @Test mutating func `a role is new to one whose roles are known`() {
        #expect(hear(.memberUpdated(member(roles: [50]))) == nil)
        #expect(hear(.memberUpdated(member(roles: []))) == nil)
        #expect(hear(.memberUpdated(member(roles: [50]))) == .roleAdded(name: "Crew"))
        #expect(hear(.memberUpdated(member(roles: [50, 51]))) == nil)
    }

    @Test mutating func `who was seen writing has roles and a name`() {
        var message = Message()
        message.guildId = 5
        message.author.id = ada
        message.member = member(roles: [])
        _ = hear(.messageCreated(message))
        #expect(hear(.memberUpdated(member(roles: [50]))) == .roleAdded(name: "Crew"))
    }

    @Test mutating func `a game that begins counts, music and what went on before do not`() {
        _ = hear(voice(in: 10))
        _ = hear(.memberUpdated(member(roles: [])))
        #expect(hear(presence(playing: "Chess")) == nil)
        #expect(hear(presence(playing: "Chess")) == nil)
        #expect(hear(presence(playing: "Go")) == .activity(name: "Go"))
        #expect(hear(presence(playing: "A song", .listening)) == nil)
    }

    // MARK: Events

    private mutating func hear(_ event: GatewayEvent) -> Happening? {
        let noticed = noticing.notice(event, own: bot, directory)
        _ = directory.apply(event)
        return noticed?.happening
    }

    private func member(roles: [Snowflake], _ user: Snowflake = 2) -> Member {
        var member = Member()
        member.guildId = 5
        member.roles = roles
        var person = User()
        person.id = user
        person.username = "ada"
        member.user = person
        return member
    }

    private func voice(in channel: Snowflake?, of user: Snowflake = 2, isMuted: Bool = false) -> GatewayEvent {
        var state = VoiceState()
        state.guildId = 5
        state.channelId = channel
        state.userId = user
        state.selfMute = isMuted
        state.member = member(roles: [], user)
        return .voiceState(state)
    }

    private func reaction(to author: Snowflake?) -> GatewayEvent {
        var reaction = ReactionEvent()
        reaction.guildId = 5
        reaction.channelId = 20
        reaction.userId = ada
        reaction.messageAuthorId = author
        reaction.emoji.name = "👍"
        reaction.member = member(roles: [])
        return .reactionAdded(reaction)
    }

    private func presence(playing name: String, _ type: ActivityType = .playing) -> GatewayEvent {
        var activity = Activity()
        activity.name = name
        activity.type = type
        var presence = Presence()
        presence.guildId = 5
        var user = User()
        user.id = ada
        presence.user = user
        presence.activities = [activity]
        return .presence(presence)
    }
}
