/// What people do on a server besides writing.
enum Happening: Sendable, Equatable {
    /// To a message of the bot's.
    case reaction(emoji: String)
    /// - Parameter company: how many people are in the voice channel then.
    case voiceJoined(company: Int)
    case voiceLeft
    case voiceMoved
    case unmuted
    case roleAdded(name: String)
    /// A game or a stream; music is nobody's business.
    case activity(name: String)

    /// How often it is remarked on at most, and how long the same person is left in peace then.
    struct Rule: Sendable, Equatable {
        /// From 0 to 1; never above ``Happening/highestChance``.
        var chance: Double
        var cooldown: Duration
    }

    static let highestChance = 0.05

    var rule: Rule {
        switch self {
        case .reaction: Rule(chance: 0.05, cooldown: .seconds(60))
        case .voiceJoined: Rule(chance: 0.05, cooldown: .seconds(120))
        case .voiceLeft: Rule(chance: 0.03, cooldown: .seconds(120))
        case .voiceMoved: Rule(chance: 0.02, cooldown: .seconds(120))
        case .unmuted: Rule(chance: 0.01, cooldown: .seconds(300))
        case .roleAdded: Rule(chance: 0.05, cooldown: .seconds(300))
        case .activity: Rule(chance: 0.05, cooldown: .seconds(600))
        }
    }

    /// Under which metrics and cooldowns know it.
    var kind: String {
        switch self {
        case .reaction: "reaction"
        case .voiceJoined, .voiceLeft, .voiceMoved: "voice"
        case .unmuted: "unmuted"
        case .roleAdded: "role"
        case .activity: "activity"
        }
    }
}
