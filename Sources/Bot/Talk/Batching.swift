import DiscordModel

/// Joins what one person writes in quick succession into one turn.
///
/// What ends like a sentence, or speaks to the bot directly, starts at once; a fragment waits ``patience`` for
/// more, each further one anew, but never longer than ``longestWait`` in all. What arrives while an answer to the
/// same person is being made opens the next batch, which starts when that answer is done. Nothing vanishes unless
/// a person floods: then the oldest batch goes, and the caller is told.
struct Batching<Item: Sendable>: Sendable {
    static var patience: Duration { .milliseconds(1_500) }
    static var longestWait: Duration { .seconds(4) }
    /// Items and characters of one batch; a fuller one is closed and the next begun.
    static var mostItems: Int { 16 }
    static var mostCharacters: Int { 3_900 }
    /// Batches of one person that may wait for an answer under way; when full, the oldest goes.
    static var mostWaiting: Int { 4 }
    /// People waited for at once; the messages of further ones are not joined.
    static var mostMembers: Int { 4_096 }

    enum Outcome: Sendable {
        /// Answer these together.
        case start(ChannelMember, [Item])
        /// These will not be answered: too many batches were waiting.
        case dropped(ChannelMember, [Item])
    }

    private struct Batch: Sendable {
        var items: [Item] = []
        var characters = 0
        var isWhole = false
        var firstAt: Duration
        var dueAt: Duration
    }

    private struct Waiting: Sendable {
        /// Closed ones first; only the last may still grow.
        var batches: [Batch] = []
        var isAnswering = false

        mutating func add(_ item: Item, isWhole: Bool, characters: Int, at now: Duration) {
            let due = now + Batching.patience
            if let last = batches.last, last.items.count < Batching.mostItems,
                last.characters.addingReportingOverflow(characters).partialValue <= Batching.mostCharacters
            {
                let end = last.firstAt + Batching.longestWait
                batches[batches.count - 1].dueAt = min(due, end)
            } else {
                batches.append(Batch(firstAt: now, dueAt: due))
            }
            let last = batches.count - 1
            batches[last].items.append(item)
            batches[last].characters &+= characters
            batches[last].isWhole = isWhole
        }

        /// The next batch, if it is time: nothing of this person is being answered, and it is whole, full or due.
        mutating func next(at now: Duration) -> [Item]? {
            guard !isAnswering, let first = batches.first, first.isWhole || batches.count > 1 || first.dueAt <= now
            else {
                return nil
            }
            isAnswering = true
            return batches.removeFirst().items
        }
    }

    private var members: [ChannelMember: Waiting] = [:]

    init() {}

    /// When ``due(at:)`` has something to start, unless more arrives.
    var nextDue: Duration? {
        members.values.lazy.filter { !$0.isAnswering }.compactMap { $0.batches.first?.dueAt }.min()
    }

    func isWaiting(_ member: ChannelMember) -> Bool { members[member]?.batches.isEmpty == false }

    func membersWaiting(in channel: Snowflake) -> [ChannelMember] {
        members.keys.filter { $0.channel == channel && isWaiting($0) }
    }

    /// - Parameters:
    ///   - isWhole: nothing need be waited for: it ends like a sentence, mentions, replies, or is a direct message.
    ///   - characters: how much it weighs against ``mostCharacters``.
    mutating func add(
        _ item: Item, from member: ChannelMember, isWhole: Bool, characters: Int, at now: Duration
    ) -> [Outcome] {
        guard members[member] != nil || members.count < Self.mostMembers else { return [.start(member, [item])] }
        var waiting = members[member] ?? Waiting()
        waiting.add(item, isWhole: isWhole, characters: characters, at: now)
        var outcomes: [Outcome] = []
        if waiting.batches.count > Self.mostWaiting {
            outcomes.append(.dropped(member, waiting.batches.removeFirst().items))
        }
        if let items = waiting.next(at: now) { outcomes.append(.start(member, items)) }
        members[member] = waiting
        return outcomes
    }

    /// Somebody else now waits for too long.
    mutating func due(at now: Duration) -> [Outcome] {
        var outcomes: [Outcome] = []
        for (member, waiting) in members
        where !waiting.isAnswering && waiting.batches.first.map({ $0.dueAt <= now }) == true {
            if let items = members[member]?.next(at: now) { outcomes.append(.start(member, items)) }
        }
        return outcomes
    }

    /// The answer to this person is out, or will not come.
    mutating func answered(_ member: ChannelMember, at now: Duration) -> [Outcome] {
        guard var waiting = members.removeValue(forKey: member) else { return [] }
        waiting.isAnswering = false
        guard !waiting.batches.isEmpty else { return [] }
        let items = waiting.next(at: now)
        members[member] = waiting
        return items.map { [.start(member, $0)] } ?? []
    }

    /// Changes what waits of this person.
    mutating func edit(of member: ChannelMember, _ change: (inout Item) -> Void) {
        guard var waiting = members.removeValue(forKey: member) else { return }
        for batch in waiting.batches.indices {
            for item in waiting.batches[batch].items.indices { change(&waiting.batches[batch].items[item]) }
        }
        members[member] = waiting
    }

    /// Takes out all that waits.
    mutating func removeAll() -> [[Item]] {
        let waiting = members.values.flatMap { $0.batches.map(\.items) }
        members = members.filter(\.value.isAnswering).mapValues { waiting in
            var waiting = waiting
            waiting.batches = []
            return waiting
        }
        return waiting
    }

    /// Takes back what was deleted before it was answered.
    mutating func withdraw(from member: ChannelMember, where isGone: (Item) -> Bool) {
        guard var waiting = members[member] else { return }
        for index in waiting.batches.indices { waiting.batches[index].items.removeAll(where: isGone) }
        waiting.batches.removeAll(where: \.items.isEmpty)
        members[member] = waiting.batches.isEmpty && !waiting.isAnswering ? nil : waiting
    }
}
