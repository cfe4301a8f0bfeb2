import DiscordModel

/// Decides whether something that happened is worth a remark.
///
/// Only in channels that opted in, seldom, and never about the same person twice in a short while. What is said
/// is the persona's: a model is told what happened, and where it has nothing to say, nothing is said.
struct EventListeners: Sendable {
    /// The facts about something that happened.
    struct Occasion: Sendable {
        var happening: Happening
        var user: Snowflake
        /// What they are called.
        var name: String
        var isBot = false
        /// Channels that opted in, where the bot may write and this person may read; for a reaction its channel only.
        var channels: [Snowflake]
        /// From 0 to below 1, drawn for this occasion.
        var roll: Double
    }

    struct Remark: Sendable, Equatable {
        var channel: Snowflake
        /// For the model, in the persona's place.
        var instruction: String
    }

    private let rules: ListenerRules
    /// Whom the operator asked to ignore.
    private let ignoredUsers: Set<Snowflake>
    private var cooldowns = Cooldowns()

    init(_ rules: ListenerRules = ListenerRules(), ignoredUsers: Set<Snowflake> = []) {
        self.rules = rules
        self.ignoredUsers = ignoredUsers
    }

    mutating func decide(on occasion: Occasion, at now: ContinuousClock.Instant) -> Remark? {
        let rule = rules.rule(for: occasion.happening)
        guard let channel = occasion.channels.first, !occasion.isBot, !ignoredUsers.contains(occasion.user),
            occasion.roll < rule.chance,
            cooldowns.use(occasion.happening.kind, by: occasion.user, every: rule.cooldown, at: now) == nil
        else { return nil }
        return Remark(channel: channel, instruction: Self.instruction(for: occasion))
    }

    private static func instruction(for occasion: Occasion) -> String {
        let who = "@\(plain(occasion.name))"
        let what =
            switch occasion.happening {
            case .reaction(let emoji): "\(who) reacted to your last message with \(plain(emoji))."
            case .voiceJoined(let company) where company > 1:
                "\(who) joined a voice channel; \(company) people are there now."
            case .voiceJoined: "\(who) joined an empty voice channel."
            case .voiceLeft: "\(who) left the voice channel."
            case .voiceMoved: "\(who) moved to another voice channel."
            case .unmuted: "\(who) switched their microphone on."
            case .roleAdded(let name): "\(who) was given the role “\(plain(name))”."
            case .activity(let name): "\(who) began to play “\(plain(name))”."
            }
        return "[\(what) Say one short sentence about it to them, or nothing at all if you have nothing to say.]"
    }

    /// Names come from people: one short line of them.
    private static func plain(_ name: String) -> String {
        String(name.filter { !$0.isNewline && $0 != "“" && $0 != "”" }.prefix(60))
    }
}
