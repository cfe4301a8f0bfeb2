import Foundation
import Inference

extension OldBotReading {
    /// Times in profiles are those of Greenwich, though they do not say so.
    private static let greenwich = WrittenDate(zone: .gmt)

    mutating func profile(of user: String) throws(ImportFault) -> OldProfile {
        let members = try object()
        try check(members["user_id"], is: user)
        var file = ContentHash()
        file.add(bytes)
        func moment(_ name: String) -> Date? { Self.greenwich.moment(members[name]) }
        return OldProfile(
            userID: user, name: members["username"]?.name,
            facts: list("facts", in: members) { Self.fact($0, of: user) },
            interests: list("interests", in: members) { Self.statement(.interest, $0, of: user) },
            traits: list("traits", in: members) { Self.statement(.trait, $0, of: user) },
            preferences: map("preferences", in: members) { Self.preference($0, $1, of: user) },
            quotes: list("memorable_quotes", in: members) { Self.quote($0, of: user) },
            relationships: map("relationships", in: members) { Self.relationship($0, $1, of: user) },
            birthday: members["birthday"]?.name, affection: members["affection"].flatMap(Self.affection),
            firstMet: moment("first_met") ?? moment("created_at"),
            lastUpdated: moment("last_updated"), interactionCount: members["interaction_count"]?.count ?? 0,
            key: SourceKey(.profile, owner: user, hash: file))
    }

    private mutating func list(
        _ name: String, in members: [String: JSONValue], _ make: (JSONValue) -> OldProfile.Statement?
    ) -> [OldProfile.Statement] {
        guard let value = members[name], value != .null else { return [] }
        guard let items = value.array else {
            skipped.skip("“\(name)”", "is \(value.type), not a list")
            return []
        }
        return distinct(items, make) { "“\(name)” \($0 + 1)" }
    }

    private mutating func map(
        _ name: String, in members: [String: JSONValue], _ make: (String, JSONValue) -> OldProfile.Statement?
    ) -> [OldProfile.Statement] {
        guard let value = members[name], value != .null else { return [] }
        guard let entries = value.object else {
            skipped.skip("“\(name)”", "is \(value.type), not an object")
            return []
        }
        let sorted = entries.sorted { $0.key < $1.key }
        return distinct(sorted) {
            make($0.key, $0.value)
        } place: {
            "“\(name)” “\(sorted[$0].key)”"
        }
    }

    /// What says the same twice is there once.
    private mutating func distinct<Part>(
        _ parts: [Part], _ make: (Part) -> OldProfile.Statement?, place: (Int) -> String
    ) -> [OldProfile.Statement] {
        var keys: Set<SourceKey> = []
        var kept: [OldProfile.Statement] = []
        for (index, part) in parts.enumerated() {
            guard index < Self.partLimit else {
                skipped.skip(place(index), "comes after \(Self.partLimit) others", parts.count - index)
                break
            }
            guard let made = make(part) else {
                skipped.skip(place(index), "is no text, or a very long one")
                continue
            }
            if keys.insert(made.key).inserted { kept.append(made) }
        }
        return kept
    }

    /// Old files have facts as texts.
    private static func fact(_ value: JSONValue, of user: String) -> OldProfile.Statement? {
        guard var fact = statement(.fact, value["fact"] ?? value, of: user) else { return nil }
        fact.source = value["source"]?.string.flatMap(OldProfile.Source.init) ?? .unknown
        fact.learntAt = greenwich.moment(value["timestamp"])
        return fact
    }

    private static func quote(_ value: JSONValue, of user: String) -> OldProfile.Statement? {
        guard var quote = statement(.quote, value["quote"] ?? value, of: user) else { return nil }
        quote.context = text(value["context"])
        quote.learntAt = greenwich.moment(value["timestamp"])
        return quote
    }

    private static func preference(_ name: String, _ value: JSONValue, of user: String) -> OldProfile.Statement? {
        guard let topic = JSONValue.string(name).name, let said = preferred(value) else { return nil }
        return statement(.preference, .string(said), of: user, topic: topic)
    }

    private static func preferred(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .bool(let flag): flag ? "yes" : "no"
        case .number: value.text
        case .array(let items): items.compactMap(\.string).joined(separator: ", ")
        case .null, .object: nil
        }
    }

    private static func relationship(_ id: String, _ value: JSONValue, of user: String) -> OldProfile.Statement? {
        id.isID ? statement(.relationship, value, of: user, topic: id) : nil
    }

    private static func statement(
        _ kind: ImportKind, _ value: JSONValue, of user: String, topic: String? = nil
    ) -> OldProfile.Statement? {
        guard let text = text(value) else { return nil }
        let key = SourceKey(kind, owner: user, hash: .of(topic ?? "", text))
        return OldProfile.Statement(text: text, topic: topic, source: .conversation, key: key)
    }

    private static func affection(_ value: JSONValue) -> OldProfile.Affection? {
        guard let written = value["level"]?.number else { return nil }
        let level = Int(min(max(written, 0), 100))
        return OldProfile.Affection(
            level: level, stage: OldProfile.Stage(level: level), positive: value["positive_interactions"]?.count ?? 0,
            negative: value["negative_interactions"]?.count ?? 0,
            lastInteraction: greenwich.moment(value["last_interaction"]))
    }
}
