import Bot

/// How often it remarks on what people do besides writing, in channels where it may join in unasked.
enum ListenerSettings {
    /// The chance in percent, and for how long the same person is left in peace then.
    private struct Keys: Sendable {
        let chance: Setting<Double>
        let pause: Setting<Int>

        func rule(_ values: SettingValues) -> ListenerRules.Rule {
            ListenerRules.Rule(chance: values[chance] / 100, cooldown: .seconds(values[pause]))
        }
    }

    private static let group = SettingGroup(name: "Remarks")

    private static let reactionPause = pause("REACTION", 60, "a reaction")
    private static let voicePause = pause("VOICE", 120, "coming or going in voice")

    private static let reaction = Keys(
        chance: chance("REACTION", 5, "a reaction to one of its messages"), pause: reactionPause)
    private static let joined = Keys(
        chance: chance("VOICE_JOIN", 5, "somebody who joins a voice channel"), pause: voicePause)
    private static let left = Keys(
        chance: chance("VOICE_LEAVE", 3, "somebody who leaves a voice channel"), pause: voicePause)
    private static let moved = Keys(
        chance: chance("VOICE_MOVE", 2, "somebody who changes the voice channel"), pause: voicePause)
    private static let unmuted = Keys(
        chance: chance("UNMUTE", 1, "somebody who switches their microphone on"),
        pause: pause("UNMUTE", 300, "a microphone"))
    private static let role = Keys(
        chance: chance("ROLE", 5, "a role that somebody was given; it needs the Server Members Intent"),
        pause: pause("ROLE", 300, "a role"))
    private static let activity = Keys(
        chance: chance("ACTIVITY", 5, "a game that somebody begins; it needs the Presence Intent"),
        pause: pause("ACTIVITY", 600, "a game"))

    static let keys = [
        reaction.chance.definition, reactionPause.definition, joined.chance.definition, left.chance.definition,
        moved.chance.definition, voicePause.definition, unmuted.chance.definition, unmuted.pause.definition,
        role.chance.definition, role.pause.definition, activity.chance.definition, activity.pause.definition,
    ]

    static func rules(_ values: SettingValues) -> ListenerRules {
        var rules = ListenerRules()
        rules.reaction = reaction.rule(values)
        rules.voiceJoined = joined.rule(values)
        rules.voiceLeft = left.rule(values)
        rules.voiceMoved = moved.rule(values)
        rules.unmuted = unmuted.rule(values)
        rules.roleAdded = role.rule(values)
        rules.activity = activity.rule(values)
        return rules
    }

    private static func chance(_ name: String, _ percent: Double, _ what: String) -> Setting<Double> {
        group.decimal(
            "\(name)_REMARK_PERCENT", percent, in: 0...(ListenerRules.highestChance * 100),
            "Of a hundred cases, those in which it remarks on \(what); only in channels where it may join in unasked.")
    }

    private static func pause(_ name: String, _ seconds: Int, _ what: String) -> Setting<Int> {
        group.integer(
            "\(name)_REMARK_PAUSE", seconds, in: 10...86_400,
            "Seconds for which it leaves a person in peace after a remark on \(what).")
    }
}
