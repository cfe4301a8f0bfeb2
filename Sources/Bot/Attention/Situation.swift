import DiscordModel

/// One person in one channel.
struct ChannelMember: Hashable, Sendable {
    var channel: Snowflake
    var user: Snowflake
}

/// The facts about one message, fetched before anybody decides about it.
struct Situation: Sendable {
    enum Author: Sendable, Equatable { case person, ownself, bot, webhook, system }

    /// Whose message it replies to.
    enum ReplyTarget: Sendable, Equatable { case nobody, ownself, another }

    /// What the server allows in this channel.
    struct Channel: Sendable, Equatable {
        var maySpeak = true
        /// Whether it may listen and join in unasked.
        var isAmbient = false
    }

    var message: Snowflake
    var from: ChannelMember
    var author = Author.person
    var text = ""
    var isDirect = false
    /// By its own mention or by the role that only the bot has.
    var mentionsBot = false
    var mentionsOthers = false
    var replyTarget = ReplyTarget.nobody
    var hasImage = false
    /// In one of the three messages before.
    var hasRecentImage = false
    /// What the bot and its persona are called here.
    var names = OwnNames()
    /// What those are called who spoke here lately.
    var othersHere: [Phrase] = []
    /// What the persona cares for.
    var interests: [Phrase] = []
    var hasOpenFollowUp = false
    var channel = Channel()
    /// From 0 to below 1, drawn for this message.
    var roll = 1.0
}
