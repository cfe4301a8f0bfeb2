import DiscordModel
import Testing

@testable import Bot

@Suite struct ListenerRulesTests {
    @Test func `no chance is above one in twenty`() {
        #expect(ListenerRules.Rule(chance: 1, cooldown: .zero).chance == 0.05)
        #expect(ListenerRules.Rule(chance: -1, cooldown: .zero).chance == 0)
        #expect(ListenerRules.Rule(chance: .nan, cooldown: .zero).chance == 0)
    }

    @Test func `Discord is asked only for what is listened to`() {
        let all = ListenerRules()
        #expect(all.intents == [.guildMessageReactions, .guildVoiceStates, .guildMembers, .guildPresences])
        #expect(all.events == ["MESSAGE_REACTION_ADD", "VOICE_STATE_UPDATE", "PRESENCE_UPDATE"])
        var quiet = all
        quiet.reaction = .init(chance: 0, cooldown: .zero)
        #expect(!quiet.intents.contains(.guildMessageReactions))
    }

    @Test func `what the portal does not grant is not listened to`() {
        #expect(ListenerRules().granted(by: []).intents == [.guildMessageReactions, .guildVoiceStates])
        #expect(ListenerRules().granted(by: [.limitedMembers]).intents.contains(.guildMembers))
        #expect(ListenerRules().granted(by: [.presences]).events.contains("PRESENCE_UPDATE"))
    }
}
