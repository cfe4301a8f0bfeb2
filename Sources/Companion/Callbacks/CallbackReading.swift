import Foundation
import Inference

/// Takes out of a model's answer what people really said they would do, and when.
///
/// Whatever the model writes: each item hangs on a message of a person, shares a word with it, lies in the future, and
/// leads nowhere.
struct CallbackReading {
    struct Item: Sendable, Equatable {
        var line: SpokenLine
        /// Who is to do it: the speaker, or another one of those who talk.
        var who: Speaker
        var what: String
        var dueAt: Date
    }

    /// Items of one answer; further ones are left out.
    static let mostItems = 5
    static let mostPoints = 6
    private static let whatLimit = 160
    private static let pointLimit = 200
    /// Nearer times are over before anybody has read that it will be spoken of.
    private static let soonest: TimeInterval = 60
    /// What lies further away is a mistake, or nothing to be kept for.
    private static let latest: TimeInterval = 366 * 86_400
    /// The bot would lend it weight.
    private static let link = "://"
    /// For days without a time.
    private static let morning: TimeInterval = 9 * 3_600

    static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "key_points": ["type": "array", "items": ["type": "string"], "maxItems": 6],
            "items": [
                "type": "array", "maxItems": 5,
                "items": [
                    "type": "object",
                    "properties": [
                        "message": ["type": "integer"], "who": ["type": "string"], "what": ["type": "string"],
                        "when": ["type": "string"],
                    ],
                    "required": ["message", "who", "what", "when"], "additionalProperties": false,
                ],
            ],
        ],
        "required": ["key_points", "items"], "additionalProperties": false,
    ]

    /// Numbered from 1, as the model was shown them.
    let lines: [SpokenLine]
    let now: Date
    /// Of times that do not say theirs.
    let zone: TimeZone

    /// Nil where the answer cannot be read.
    func read(_ written: String) -> (points: [String], items: [Item])? {
        guard let object = WrittenAnswer(written).object else { return nil }
        let points = (object["key_points"]?.array ?? []).lazy.compactMap { $0.string?.excerpt(upTo: Self.pointLimit) }
            .filter { !$0.isEmpty && !$0.contains(Self.link) }.prefix(Self.mostPoints)
        var items: [Item] = []
        for value in (object["items"]?.array ?? []).prefix(10 * Self.mostItems) where items.count < Self.mostItems {
            guard let item = item(value),
                !items.contains(where: { $0.line.message == item.line.message && $0.dueAt == item.dueAt })
            else { continue }
            items.append(item)
        }
        return (Array(points), items)
    }

    private func item(_ value: JSONValue) -> Item? {
        guard let number = value["message"]?.integer, number >= 1, lines.indices.contains(number - 1),
            let what = value["what"]?.string?.excerpt(upTo: Self.whatLimit), let when = value["when"]?.string,
            let dueAt = moment(when)
        else { return nil }
        let line = lines[number - 1]
        guard line.isPersons, !what.contains(Self.link), Self.sharesWords(what, line.text) else { return nil }
        return Item(line: line, who: person(named: value["who"]?.string) ?? line.speaker, what: what, dueAt: dueAt)
    }

    /// Nil where it lies in the past, or too far away.
    private func moment(_ text: String) -> Date? {
        // As it was asked for: anything else is a guess.
        guard text.utf8.prefix(4).allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            text.utf8.dropFirst(4).first == UInt8(ascii: "-"), var date = WrittenDate(zone: zone).moment(text)
        else { return nil }
        if !text.contains(":") { date += Self.morning }
        let wait = date.timeIntervalSince(now)
        return wait >= Self.soonest && wait <= Self.latest ? date : nil
    }

    private static func sharesWords(_ what: String, _ text: String) -> Bool {
        !Set(Terms.of(what)).isDisjoint(with: Terms.of(text))
    }

    private func person(named name: String?) -> Speaker? {
        guard let name = name?.lowercased(), !name.isEmpty else { return nil }
        return lines.last { $0.isPersons && $0.speaker.name.lowercased() == name }?.speaker
    }
}
