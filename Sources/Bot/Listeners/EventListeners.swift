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

    /// Whom the operator asked to ignore.
    var ignoredUsers: Set<Snowflake> = []
    private var cooldowns = Cooldowns()

    init(ignoredUsers: Set<Snowflake> = []) { self.ignoredUsers = ignoredUsers }

    mutating func decide(on occasion: Occasion, at now: ContinuousClock.Instant) -> Remark? {
        guard let channel = occasion.channels.first, !occasion.isBot, !ignoredUsers.contains(occasion.user),
            occasion.roll < min(occasion.happening.rule.chance, Happening.highestChance)
        else { return nil }
        let wait = cooldowns.use(
            occasion.happening.kind, by: occasion.user, every: occasion.happening.rule.cooldown, at: now)
        guard wait == nil else { return nil }
        return Remark(channel: channel, instruction: Self.instruction(for: occasion))
    }

    private static func instruction(for occasion: Occasion) -> String {
        let who = "<@\(occasion.user)>"
        let what =
            switch occasion.happening {
            case .reaction(let emoji): "\(who) reacted to your last message with \(Self.plain(emoji))."
            case .voiceJoined(let company) where company > 1:
                "\(who) joined a voice channel; \(company) people are there now."
            case .voiceJoined: "\(who) joined an empty voice channel."
            case .voiceLeft: "\(who) left the voice channel."
            case .voiceMoved: "\(who) moved to another voice channel."
            case .unmuted: "\(who) switched their microphone on."
            case .roleAdded(let name): "\(who) was given the role “\(Self.plain(name))”."
            case .activity(let name): "\(who) began to play “\(Self.plain(name))”."
            }
        return what + " Say one short sentence about it to them, or nothing at all if you have nothing to say."
    }

    /// Names come from people: one short line of them.
    private static func plain(_ name: String) -> String {
        String(name.filter { !$0.isNewline && $0 != "“" && $0 != "”" }.prefix(60))
    }
}
