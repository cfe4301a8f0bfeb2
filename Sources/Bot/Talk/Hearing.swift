import Companion
import DiscordModel
import Foundation
import Synchronization

/// Takes in what people write, decides about it, and joins what belongs together.
///
/// Everything it holds is bounded: see ``GuildDirectory``, ``Attention``, ``FollowUps``, ``Batching``, ``RecentTalk``
/// and ``DecisionLog``.
final class Hearing: Sendable {
    /// One message that is to be answered, and why.
    struct Heard: Sendable {
        var message: Message
        var reason: Reason
        var style: Turn.Style
        var settings: ServerSettings
        /// Who answers here.
        var persona: PersonaID

        /// The same, after its author changed the text.
        func reading(_ edited: Message) -> Heard {
            var heard = self
            heard.message.content = edited.content
            heard.message.mentions = edited.mentions
            return heard
        }
    }

    private struct State {
        var directory: GuildDirectory
        var attention: Attention
        var followUps: FollowUps
        var batching = Batching<Heard>()
        var recent = RecentTalk()
        var names = NameBook()
        var log = DecisionLog()
        var noticing = Noticing()
    }

    let me: User
    let application: Snowflake
    let time: Timeline
    private let ambientChannels: Set<Snowflake>
    let roll: @Sendable () -> Double
    private let state: Mutex<State>
    private let readableChannels = ReadableChannels()

    init(
        _ application: Application, rules: Attention.Rules, timeout: Duration, ambientChannels: Set<Snowflake>,
        time: Timeline, roll: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
    ) {
        me = application.bot ?? User()
        self.time = time
        self.application = application.id
        self.ambientChannels = ambientChannels
        self.roll = roll
        state = Mutex(
            State(
                directory: GuildDirectory(own: application.bot), attention: Attention(rules: rules),
                followUps: FollowUps(timeout: timeout)))
    }

    /// The servers that are known.
    var guildCount: Int { state.withLock(\.directory.guildCount) }

    func knows(_ guild: Snowflake) -> Bool { state.withLock { $0.directory.knows(guild) } }

    func channel(_ id: Snowflake) -> DirectoryChannel? { state.withLock { $0.directory.channel(id) } }

    /// The server of a channel; nil where it is not known, or has none.
    func guild(of channel: Snowflake) -> Snowflake? { state.withLock { $0.directory.guild(ofChannel: channel)?.id } }

    /// What the bot may do in a channel; nil where too little is known to tell.
    ///
    /// - Parameter now: in milliseconds since 1970.
    func ownPermissions(in channel: Snowflake, now: Int) -> Permissions? {
        state.withLock { $0.directory.ownPermissions(in: channel, now: now) }
    }

    /// Where a message stands, for the companion.
    func place(of message: Message) -> Place { place(message.channelId, in: message.guildId) }

    /// A channel as a place of talks.
    func place(_ id: Snowflake, in guild: Snowflake?) -> Place {
        guard let guild else { return .discord(id, .direct) }
        let (channel, room) = state.withLock { state in
            (state.directory.channel(id), state.directory.guild(ofChannel: id)?.room(of: id))
        }
        var place = Place.discord(id, Place.kind(of: channel?.type))
        if place.kind == .thread { place.parent = channel?.parent.map { Place.discord($0, .text).id } }
        place.realm = Place.discordRealm(guild, of: application)
        place.isAgeRestricted = room?.isAgeRestricted == true
        return place
    }

    /// The other places that everybody may read who can read this channel; see ``DirectoryGuild/readable(byReadersOf:)``.
    func readable(byReadersOf channel: Snowflake) -> Set<String> {
        // Worked out outside of the lock: with a thousand channels it takes its time.
        guard let guild = state.withLock({ $0.directory.guild(ofChannel: channel) }) else { return [] }
        return readableChannels.places(byReadersOf: channel, in: guild)
    }

    /// How tags of channels and roles in `text` read.
    func labels(for text: String, in guild: Snowflake?) -> MentionNames.Labels {
        guard text.contains("<") else { return MentionNames.Labels() }
        return state.withLock { state in
            var labels = MentionNames.Labels()
            for part in text.split(separator: "<").prefix(32) {
                guard let id = Snowflake(part.drop { "#@&".contains($0) }.prefix { $0 != ">" }) else { continue }
                labels.channels[id] = state.directory.channel(id)?.name
                labels.roles[id] = guild.flatMap { state.directory.guild($0)?.roles[id]?.name }
            }
            return labels
        }
    }

    // MARK: Events

    /// What is known of servers and channels follows the event.
    func learn(_ event: GatewayEvent) -> [GuildDirectory.Loss] {
        state.withLock { state in
            let losses = state.directory.apply(event)
            let gone = Set(losses.flatMap(\.channels))
            guard !gone.isEmpty else { return losses }
            state.followUps.endAll { gone.contains($0.channel) }
            for channel in gone {
                for member in state.batching.membersWaiting(in: channel) {
                    state.batching.withdraw(from: member) { _ in true }
                }
                state.recent.forget(channel: channel)
                state.log.forget(channel: channel)
            }
            return losses
        }
    }

    /// - Parameter persona: the name of who answers here.
    func decide(
        on message: Message, persona: String?, _ settings: ServerSettings, at now: Duration
    ) -> Attention.Decision {
        state.withLock { state in
            let situation = situation(of: message, persona: persona, settings, &state, at: now)
            let decision = state.attention.decide(on: situation)
            if situation.author == .person {
                state.recent.add(
                    in: message.channelId, hasPicture: situation.hasImage, speaker: message.author.id,
                    name: message.authorName)
            }
            return decision
        }
    }

    /// Remembers a decision for `/why`.
    func note(_ reason: Reason, isAnswered: Bool, on message: Message) {
        let entry = DecisionLog.Entry(
            message: message.id, author: message.author.id, reason: reason, isAnswered: isAnswered)
        state.withLock { $0.log.add(entry, in: message.channelId) }
    }

    func note(_ context: [String], on message: Message) {
        state.withLock { $0.log.add(context: context, to: message.id, in: message.channelId) }
    }

    func entry(about message: Snowflake?, in channel: Snowflake) -> DecisionLog.Entry? {
        state.withLock { $0.log.entry(about: message, in: channel) }
    }

    // MARK: What else happens

    /// Before it is learned.
    func notice(_ event: GatewayEvent) -> Noticing.Noticed? {
        state.withLock { $0.noticing.notice(event, own: me.id, $0.directory) }
    }

    /// Text channels of a server that opted in, where the bot may write; the oldest first.
    func openChannels(
        of guild: Snowflake, _ settings: ServerSettings, where isOpen: (DirectoryGuild, Snowflake) -> Bool
    ) -> [Snowflake] {
        state.withLock { state in
            guard let server = state.directory.guild(guild) else { return [] }
            return settings.ambientIn.union(ambientChannels).sorted().filter { id in
                guard let channel = server.channels[id], [.text, .announcement].contains(channel.type),
                    settings.channel(id).maySpeak, isOpen(server, id)
                else { return false }
                let rights = state.directory.ownPermissions(in: id, now: Int(Date().timeIntervalSince1970 * 1_000))
                return rights?.allowWriting(in: channel.type) ?? true
            }
        }
    }

    // MARK: Batches

    /// - Returns: what is to be answered now, and what must be left unanswered.
    func add(_ heard: Heard, at now: Duration) -> [Batching<Heard>.Outcome] {
        let message = heard.message
        let isWhole =
            [.directMessage, .mentioned, .replyToBot].contains(heard.reason) || !message.attachments.isEmpty
            || SentenceEnd.isReached(in: message.content)
        let characters = message.content.unicodeScalars.count
        return state.withLock {
            $0.batching.add(heard, from: message.from, isWhole: isWhole, characters: characters, at: now)
        }
    }

    func due(at now: Duration) -> [Batching<Heard>.Outcome] {
        state.withLock { $0.batching.due(at: now) }
    }

    var nextDue: Duration? { state.withLock(\.batching.nextDue) }

    /// An answer to this person is out, or will not come.
    func answered(
        _ member: ChannelMember, isGood: Bool, at now: Duration
    ) -> [Batching<Heard>.Outcome] {
        state.withLock { state in
            if isGood { state.followUps.renew(member, at: now) }
            return state.batching.answered(member, at: now)
        }
    }

    /// They were answered otherwise than to a message.
    func openFollowUp(_ member: ChannelMember) { state.withLock { $0.followUps.renew(member, at: time.now()) } }

    func endFollowUp(_ member: ChannelMember) -> Bool {
        state.withLock { $0.followUps.end(member, at: time.now()) }
    }

    /// What waits is answered as it reads now.
    func edit(_ message: Message) {
        state.withLock { state in
            state.batching.edit(of: message.from) { heard in
                if heard.message.id == message.id { heard = heard.reading(message) }
            }
        }
    }

    /// Takes out all that waits for more.
    func takeWaiting() -> [[Heard]] { state.withLock { $0.batching.removeAll() } }

    /// What was deleted before it was answered is not answered.
    func withdraw(_ messages: Set<Snowflake>, in channel: Snowflake) {
        state.withLock { state in
            for member in state.batching.membersWaiting(in: channel) {
                state.batching.withdraw(from: member) { messages.contains($0.message.id) }
            }
            for message in messages { state.log.forget(channel: channel, message: message) }
        }
    }

    // MARK: Facts

    private func situation(
        of message: Message, persona: String?, _ settings: ServerSettings, _ state: inout State, at now: Duration
    ) -> Situation {
        let guild = message.guildId.flatMap { state.directory.guild($0) }
        var situation = Situation(message, own: me.id, application: application) { role in
            guild?.roles[role]?.bot == me.id
        }
        let names = [me.globalName, me.username, guild?.ownMember?.nick, persona]
        situation.names = state.names.names(names.compactMap(\.self))
        situation.hasRecentImage = state.recent.hasPicture(in: message.channelId)
        situation.othersHere = state.recent.speakers(in: message.channelId, besides: [me.id, message.author.id])
        situation.hasOpenFollowUp = state.followUps.isOpen(message.from, at: now)
        guard message.guildId != nil else { return situation }
        let channel = guild?.channels[message.channelId]
        situation.channel = settings.channel(message.channelId, parent: channel?.parent)
        if ambientChannels.holds(message.channelId, channel?.parent) { situation.channel.isAmbient = true }
        if situation.channel.isAmbient { situation.roll = roll() }
        let rights = guild?.ownPermissions(
            of: me.id, in: message.channelId, now: message.timestamp?.milliseconds ?? 0)
        // Where too little is known to tell, Discord has the last word.
        if let rights, !rights.allowWriting(in: channel?.type ?? .text) { situation.channel.maySpeak = false }
        return situation
    }
}

extension Message {
    var from: ChannelMember { ChannelMember(channel: channelId, user: author.id) }

    /// What the author is called where the message stands.
    var authorName: String { member?.nick ?? author.globalName ?? author.username }
}
