import Foundation
import Inference

/// Reads the files of acore-bot that hold one object.
struct OldBotReading {
    /// Of one kind in one file; more are counted and left out.
    static let partLimit = 10_000
    /// Of one fact, note or reminder; longer ones are left out.
    static let textByteLimit = 8 * 1024
    /// Longer ones are refused: a model wrote them in a few paragraphs.
    static let summaryByteLimit = 64 * 1024

    let bytes: [UInt8]
    let local: WrittenDate
    var skipped = SkippedParts()

    init(bytes: [UInt8], local: WrittenDate) {
        self.bytes = bytes
        self.local = local
    }

    func object() throws(ImportFault) -> [String: JSONValue] {
        let value = try BoundedJSON.value(of: bytes)
        guard let members = value.object else { throw ImportFault("holds \(value.type) where an object should be") }
        return members
    }

    func summary(of channel: String) throws(ImportFault) -> OldSummary {
        let members = try object()
        try check(members["channel_id"], is: channel)
        guard let text = members["summary"]?.words else { throw ImportFault("has no summary in it") }
        guard text.utf8.count <= Self.summaryByteLimit else {
            throw ImportFault("its summary has more than \(Self.summaryByteLimit >> 10) kB")
        }
        return OldSummary(
            channel: channel, text: text, summedUpAt: local.moment(members["timestamp"]),
            participants: members["participants"]?.array?.prefix(100).compactMap(\.name) ?? [],
            messageCount: members["message_count"]?.count, key: SourceKey(.summary, owner: channel, hash: .of(text)))
    }

    mutating func reminders() throws(ImportFault) -> [OldReminder] {
        try entries { [local] id, value in
            guard let user = value["user_id"]?.id, let text = Self.text(value["message"]),
                let dueAt = local.moment(value["trigger_time"])
            else { return nil }
            let channel = value["channel_id"]?.id
            let hash = ContentHash.of(user, channel ?? "", text, value["trigger_time"]?.text ?? "")
            return OldReminder(
                id: id, userID: user, channel: channel, text: text, dueAt: dueAt,
                createdAt: local.moment(value["created_at"]), key: SourceKey(.reminder, owner: id, hash: hash))
        }
    }

    mutating func notes() throws(ImportFault) -> [OldNote] {
        try entries { [local] id, value in
            guard let user = value["user_id"]?.id, let text = Self.text(value["content"]) else { return nil }
            let category = value["category"]?.name ?? "general"
            return OldNote(
                id: id, userID: user, text: text, category: category, createdAt: local.moment(value["created_at"]),
                key: SourceKey(.note, owner: id, hash: .of(user, category, text)))
        }
    }

    mutating func triviaScores() throws(ImportFault) -> [OldTriviaScore] {
        try entries { id, value in
            guard id.isID, value["user_id"].map({ $0.id == id }) ?? true, let points = value["points"]?.count else {
                return nil
            }
            func figure(_ name: String) -> Int { value[name]?.count ?? 0 }
            let (correct, answered) = (figure("total_correct"), figure("total_answered"))
            let hash = ContentHash.of("\(points)", "\(correct)", "\(answered)", "\(figure("best_streak"))")
            return OldTriviaScore(
                userID: id, name: value["username"]?.name, points: points, correct: correct, answered: answered,
                bestStreak: figure("best_streak"), key: SourceKey(.triviaScore, owner: id, hash: hash))
        }
    }

    /// The members of the file's object, in the order of their names. `make` says nil to what it cannot use.
    private mutating func entries<Entry>(_ make: (String, JSONValue) -> Entry?) throws(ImportFault) -> [Entry] {
        let members = try object().sorted { $0.key < $1.key }
        var entries: [Entry] = []
        if let first = members.dropFirst(Self.partLimit).first?.key {
            skipped.skip("“\(first)”", "comes after \(Self.partLimit) others", members.count - Self.partLimit)
        }
        for (id, value) in members.prefix(Self.partLimit) {
            if id.utf8.count <= 64, !id.isEmpty, let entry = make(id, value) {
                entries.append(entry)
            } else {
                skipped.skip("“\(id)”", "lacks what it should have, or that is of another type")
            }
        }
        return entries
    }

    func check(_ named: JSONValue?, is id: String) throws(ImportFault) {
        if let named, named.id != id { throw ImportFault("is called after one id and names another inside") }
    }

    static func text(_ value: JSONValue?) -> String? {
        value?.words.flatMap { $0.utf8.count <= textByteLimit ? $0 : nil }
    }
}
