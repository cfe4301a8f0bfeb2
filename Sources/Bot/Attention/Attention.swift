import Companion
import DiscordModel

/// Decides about each message: to look away, to listen, to answer, or to ask a model whether it was meant.
///
/// Filters come first, then what addresses the bot, most certain first: a direct message, a mention, a reply,
/// a name, a question about a picture, a talk that goes on; and only in channels that opted in, what it cares
/// for, questions to nobody, and now and then anything.
struct Attention: Sendable {
    struct Rules: Sendable {
        /// Messages that begin with it are commands of other bots; empty for none.
        var prefix = "!"
        var ignoredUsers: Set<Snowflake> = []
        /// How often it joins in about what its persona cares for, and about nothing, where it may.
        var interestChance = 0.3
        var ambientChance = 0.08
    }

    indirect enum Decision: Sendable, Equatable {
        /// Nothing of the message may be kept.
        case ignore(Reason)
        /// Part of the talk, but no answer.
        case observe(Reason)
        /// In the tone that the reason asks for.
        case answer(Reason, Turn.Style)
        /// A model should say yes or no; `fallback` holds where it says neither.
        case ask(question: String, fallback: Decision)
    }

    var rules: Rules
    private var seen = RecentMessages()

    init(rules: Rules = Rules()) { self.rules = rules }

    mutating func decide(on situation: Situation) -> Decision {
        if let why = filter(situation) { return .ignore(why) }
        let words = SpokenWords(situation.text)
        if let decision = addressed(situation, words) { return decision }
        guard situation.channel.isAmbient else { return .ignore(quietReason(situation, words)) }
        return unaddressed(situation, words)
    }

    /// What follows from the model's word on ``Decision/ask(question:fallback:)``; nil where it gave none in time.
    static func decision(modelSaysMeant meant: Bool?, fallback: Decision) -> Decision {
        switch meant {
        case true?: .answer(.modelSaysMeant, .helpful)
        case false?: .observe(.modelSaysNotMeant)
        case nil: fallback
        }
    }

    // MARK: Filters

    private mutating func filter(_ situation: Situation) -> Reason? {
        switch situation.author {
        case .ownself: return .ownMessage
        case .bot: return .bot
        case .webhook: return .webhook
        case .system: return .system
        case .person: break
        }
        if rules.ignoredUsers.contains(situation.from.user) { return .ignoredUser }
        if !rules.prefix.isEmpty, situation.text.hasPrefix(rules.prefix) { return .commandPrefix }
        let mayHoldTag = situation.text.utf8.contains(UInt8(ascii: "#"))
        if mayHoldTag, Phrase(situation.text).holds(Self.ignoreTag) { return .ignoreTag }
        if !situation.hasImage, situation.text.allSatisfy(\.isWhitespace) { return .nothingSaid }
        if !situation.isDirect, !situation.channel.maySpeak { return .mayNotSpeak }
        return seen.insert(situation.message) ? nil : .duplicate
    }

    private static let ignoreTag = Phrase("#ignore")

    // MARK: Triggers

    private func addressed(_ situation: Situation, _ words: SpokenWords) -> Decision? {
        if situation.isDirect { return .answer(.directMessage, .conversational) }
        // The mention that a reply carries of itself is not one that somebody wrote.
        if situation.mentionsBot { return .answer(.mentioned, .direct) }
        if situation.replyTarget == .ownself { return .answer(.replyToBot, .conversational) }
        if situation.names.areIn(words) { return .answer(.name, .direct) }
        if isForAnother(situation, words) { return nil }
        if situation.hasImage || situation.hasRecentImage, ImageQuestions.areIn(words) {
            return .answer(.imageQuestion, .descriptive)
        }
        return situation.hasOpenFollowUp ? .answer(.followUp, .conversational) : nil
    }

    private func unaddressed(_ situation: Situation, _ words: SpokenWords) -> Decision {
        if isForAnother(situation, words) { return .observe(.meantForAnother) }
        guard words.letterCount >= 3 else { return .observe(.notAddressed) }
        if words.isQuestion {
            return .ask(question: Self.question(situation.text), fallback: .answer(.looksLikeQuestion, .helpful))
        }
        if situation.roll < rules.interestChance, situation.interests.contains(where: { words.contains($0) }) {
            return .answer(.interestingTopic, .engaged)
        }
        return situation.roll < rules.ambientChance ? .answer(.ambient, .casual) : .observe(.notAddressed)
    }

    private func quietReason(_ situation: Situation, _ words: SpokenWords) -> Reason {
        isForAnother(situation, words) ? .meantForAnother : .notAddressed
    }

    private func isForAnother(_ situation: Situation, _ words: SpokenWords) -> Bool {
        situation.mentionsOthers || situation.replyTarget == .another
            || situation.othersHere.contains { words.calls($0) }
    }

    /// Goes to the model with the persona's name before it.
    private static func question(_ text: String) -> String {
        "Somebody wrote this in a channel with several people. Is it said to you, or could you help as well as "
            + "anybody? Answer yes or no.\n\n\(text.prefix(500))"
    }
}

extension Phrase {
    /// Whether `part` stands anywhere in it, even inside of a word.
    fileprivate func holds(_ part: Phrase) -> Bool {
        guard let first = part.scalars.first, scalars.contains(first), scalars.count >= part.scalars.count else {
            return false
        }
        return (0...(scalars.count - part.scalars.count)).contains {
            scalars[$0] == first && scalars[$0..<$0 + part.scalars.count].elementsEqual(part.scalars)
        }
    }
}
