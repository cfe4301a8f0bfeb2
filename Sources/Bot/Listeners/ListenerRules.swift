import DiscordModel

/// How often what happens is remarked on, and for how long the same person is left in peace then.
package struct ListenerRules: Sendable, Equatable {
    package struct Rule: Sendable, Equatable {
        /// From 0, for never, to ``ListenerRules/highestChance``.
        package let chance: Double
        package let cooldown: Duration

        package init(chance: Double, cooldown: Duration) {
            self.chance = chance.isFinite ? min(max(chance, 0), ListenerRules.highestChance) : 0
            self.cooldown = cooldown
        }

        fileprivate static let never = Rule(chance: 0, cooldown: .zero)
        fileprivate var isInUse: Bool { chance > 0 }
    }

    package static let highestChance = 0.05

    package var reaction = Rule(chance: 0.05, cooldown: .seconds(60))
    package var voiceJoined = Rule(chance: 0.05, cooldown: .seconds(120))
    package var voiceLeft = Rule(chance: 0.03, cooldown: .seconds(120))
    package var voiceMoved = Rule(chance: 0.02, cooldown: .seconds(120))
    package var unmuted = Rule(chance: 0.01, cooldown: .seconds(300))
    package var roleAdded = Rule(chance: 0.05, cooldown: .seconds(300))
    package var activity = Rule(chance: 0.05, cooldown: .seconds(600))

    package init() {}

    func rule(for happening: Happening) -> Rule {
        switch happening {
        case .reaction: reaction
        case .voiceJoined: voiceJoined
        case .voiceLeft: voiceLeft
        case .voiceMoved: voiceMoved
        case .unmuted: unmuted
        case .roleAdded: roleAdded
        case .activity: activity
        }
    }

    // MARK: What Discord is asked for

    /// Without what the portal does not grant to the bot.
    func granted(by flags: ApplicationFlags) -> ListenerRules {
        var rules = self
        if flags.isDisjoint(with: [.members, .limitedMembers]) { rules.roleAdded = .never }
        if flags.isDisjoint(with: [.presences, .limitedPresences]) { rules.activity = .never }
        return rules
    }

    var intents: Intents {
        var intents: Intents = []
        if reaction.isInUse { intents.insert(.guildMessageReactions) }
        if listensToVoice { intents.insert(.guildVoiceStates) }
        if roleAdded.isInUse { intents.insert(.guildMembers) }
        if activity.isInUse { intents.insert(.guildPresences) }
        return intents
    }

    /// Besides those that are decoded anyway.
    var events: Set<String> {
        var events: Set<String> = []
        if reaction.isInUse { events.insert("MESSAGE_REACTION_ADD") }
        if listensToVoice { events.insert("VOICE_STATE_UPDATE") }
        if activity.isInUse { events.insert("PRESENCE_UPDATE") }
        return events
    }

    private var listensToVoice: Bool { [voiceJoined, voiceLeft, voiceMoved, unmuted].contains(where: \.isInUse) }
}
