import Companion
import DiscordModel
import Synchronization

/// Takes in what people write, decides about it, and joins what belongs together.
///
/// Everything it holds is bounded: see ``Attention``, ``FollowUps`` and ``Batching``.
final class Hearing: Sendable {
    /// One message that is to be answered, and why.
    struct Heard: Sendable {
        var message: Message
        var reason: Reason
        var style: Style
    }

    struct State: Sendable {
        var directory: GuildDirectory
        var attention: Attention
        var followUps: FollowUps
        var batching = Batching<Heard>()
        /// The names that the bot's account has everywhere.
        var accountNames: [String]
    }

    private let state: Mutex<State>
    private let ambientChannels: Set<Snowflake>
    private let personaName: @Sendable () -> String?
    private let roll: @Sendable () -> Double

    /// - Parameter personaName: what the persona that answers is called.
    init(
        as me: User, rules: Attention.Rules, timeout: Duration, ambientChannels: Set<Snowflake>,
        personaName: @escaping @Sendable () -> String?,
        roll: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
    ) {
        state = Mutex(
            State(
                directory: GuildDirectory(me: me.id), attention: Attention(rules: rules),
                followUps: FollowUps(timeout: timeout), accountNames: [me.globalName, me.username].compactMap(\.self)))
        self.ambientChannels = ambientChannels
        self.personaName = personaName
        self.roll = roll
    }

    var me: Snowflake { state.withLock(\.directory.me) }
    var serverCount: Int { state.withLock(\.directory.serverCount) }

    func channel(_ id: Snowflake) -> GuildDirectory.Channel? { state.withLock { $0.directory.channel(id) } }

    /// Channels' names, for what stands between people's words.
    func labels(for text: String) -> MentionNames.Labels {
        guard text.contains("<#") else { return MentionNames.Labels() }
        return state.withLock { state in
            var labels = MentionNames.Labels()
            for part in text.split(separator: "<#").dropFirst().prefix(32) {
                guard let id = Snowflake(part.prefix { $0 != ">" }) else { continue }
                labels.channels[id] = state.directory.channel(id)?.name
            }
            return labels
        }
    }

    // MARK: Events

    /// What is known of servers and channels follows the event.
    func learn(_ event: GatewayEvent) {
        state.withLock { state in
            let gone = Set(state.directory.apply(event))
            if !gone.isEmpty { state.followUps.endAll { gone.contains($0.channel) } }
        }
    }

    func decide(on message: Message, at now: ContinuousClock.Instant) -> Attention.Decision {
        let name = personaName()
        return state.withLock { state in
            let situation = situation(of: message, persona: name, state, at: now)
            return state.attention.decide(on: situation)
        }
    }

    /// - Returns: what is to be answered now, and what must be left unanswered.
    func add(_ heard: Heard, at now: ContinuousClock.Instant) -> [Batching<Heard>.Outcome] {
        let text = heard.message.content
        let isWhole =
            [.directMessage, .mentioned, .replyToBot].contains(heard.reason) || SentenceEnd.isReached(in: text)
            || !heard.message.attachments.isEmpty
        return state.withLock {
            $0.batching.add(
                heard, from: heard.message.from, isWhole: isWhole, characters: text.unicodeScalars.count, at: now)
        }
    }

    func due(at now: ContinuousClock.Instant) -> [Batching<Heard>.Outcome] {
        state.withLock { $0.batching.due(at: now) }
    }

    var nextDue: ContinuousClock.Instant? { state.withLock(\.batching.nextDue) }

    /// An answer to this person is out, or will not come.
    func answered(
        _ member: ChannelMember, isGood: Bool, at now: ContinuousClock.Instant
    ) -> [Batching<Heard>.Outcome] {
        state.withLock { state in
            if isGood { state.followUps.renew(member, at: now) }
            return state.batching.answered(member, at: now)
        }
    }

    /// What was deleted before it was answered is not answered.
    func withdraw(_ messages: Set<Snowflake>, in channel: Snowflake) {
        state.withLock { $0.batching.withdraw(messages, in: channel) }
    }

    // MARK: Facts

    private func situation(
        of message: Message, persona: String?, _ state: State, at now: ContinuousClock.Instant
    ) -> Situation {
        let me = state.directory.me
        let channel = state.directory.channel(message.channelId)
        let server = message.guildId.flatMap { state.directory.server($0) }
        var situation = Situation(message: message.id, from: message.from)
        situation.author = message.situationAuthor(me: me)
        situation.text = message.content
        situation.isDirect = message.guildId == nil
        let isReply = message.referencedMessage != nil || message.type == .reply
        let mentionsRole = server?.ownRole.map { message.mentionRoles.contains($0) } ?? false
        // A reply notifies by a mention that nobody wrote.
        let mentionsMe = message.mentions.contains { $0.id == me } && (!isReply || message.content.mentions(me))
        situation.mentionsBot = mentionsMe || mentionsRole
        situation.mentionsOthers = message.mentions.contains { $0.id != me && message.content.mentions($0.id) }
        situation.replyTarget =
            message.referencedMessage.map { $0.author.id == me ? .ownself : .another } ?? .nobody
        situation.hasImage = !message.imageAddresses.isEmpty
        situation.names = OwnNames(state.accountNames + [server?.me.nick, persona].compactMap(\.self))
        situation.hasOpenFollowUp = state.followUps.isOpen(message.from, at: now)
        situation.channel.maySpeak =
            situation.isDirect
            || state.directory.permissions(in: message.channelId, at: message.timestamp ?? Timestamp(microseconds: 0))
                .allowWriting(in: channel?.type ?? .text)
        situation.channel.isAmbient =
            ambientChannels.contains(message.channelId) || channel?.parent.map(ambientChannels.contains) ?? false
        situation.roll = roll()
        return situation
    }
}

extension Batching where Item == Hearing.Heard {
    fileprivate mutating func withdraw(_ messages: Set<Snowflake>, in channel: Snowflake) {
        for member in membersWaiting(in: channel) { withdraw(from: member) { messages.contains($0.message.id) } }
    }
}

extension Message {
    var from: ChannelMember { ChannelMember(channel: channelId, user: author.id) }

    /// Pictures of the message itself, of what its links show, and of the message it points at.
    var imageAddresses: [String] {
        let own =
            attachments.filter { $0.contentType?.hasPrefix("image/") ?? false }.map(\.url)
            + embeds.compactMap { $0.image?.url ?? $0.thumbnail?.url }
        return own.isEmpty ? referencedMessage?.imageAddresses ?? [] : own
    }

    fileprivate func situationAuthor(me: Snowflake) -> Situation.Author {
        if author.id == me { return .ownself }
        if webhookId != nil { return .webhook }
        if author.bot { return .bot }
        return author.system || ![.plain, .reply].contains(type) ? .system : .person
    }
}

extension String {
    /// Whether somebody wrote a mention of this user.
    fileprivate func mentions(_ user: Snowflake) -> Bool { contains("<@\(user)>") || contains("<@!\(user)>") }
}
