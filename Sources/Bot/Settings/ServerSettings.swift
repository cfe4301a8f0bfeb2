package import Companion
package import DiscordModel
package import Foundation

/// What a server decided about the bot; or one person, for direct messages.
package struct ServerSettings: Sendable, Equatable {
    /// Channels it may speak in, with their threads; empty for all.
    package var speaksIn: Set<Snowflake> = []
    /// Channels it may listen and join in unasked, with their threads.
    package var ambientIn: Set<Snowflake> = []
    /// The key of the persona that answers here; nil for the operator's choice.
    package var persona: String?
    /// Whether answers are shown while they are written.
    package var streams = true
    /// What it should speak, like `German`; nil: what it is spoken to.
    package var language: String?
    /// How long what people say is kept; nil for the operator's choice.
    package var retention: Retention?
    /// Whether it may speak of what people planned here when the time has come.
    package var followsUp = false
    /// When it speaks of nothing unasked.
    package var quietHours = QuietHours.usual
    /// Where its members are; nil: where the operator says.
    package var timeZone: TimeZone?

    /// Channels that a list may name: as many as a server has.
    package static let mostChannels = 500

    package init() {}

    /// What holds in a channel, or in a thread of `parent`.
    func channel(_ id: Snowflake, parent: Snowflake? = nil) -> Situation.Channel {
        Situation.Channel(
            maySpeak: speaksIn.isEmpty || speaksIn.holds(id, parent), isAmbient: ambientIn.holds(id, parent))
    }

    /// A deleted channel is on no list.
    package mutating func forget(_ channel: Snowflake) {
        // The last one of them: an empty list would allow all.
        if speaksIn != [channel] { speaksIn.remove(channel) }
        ambientIn.remove(channel)
    }
}

extension Set<Snowflake> {
    /// Whether a channel is on the list, or the parent of a thread.
    func holds(_ channel: Snowflake, _ parent: Snowflake?) -> Bool {
        contains(channel) || parent.map { contains($0) } ?? false
    }
}
