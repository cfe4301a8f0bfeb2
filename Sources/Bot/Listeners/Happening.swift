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
