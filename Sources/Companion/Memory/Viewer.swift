import Foundation
import Storage

/// Who will read what is recalled: it decides what may be recalled at all, before anything is ranked.
///
/// - What somebody said in private is recalled for them alone.
/// - What was said in a place is recalled where everybody who reads the answer may read that place too.
/// - What was put there for all members of a realm, or for everyone, is told to them.
/// - To a person alone, their own words are told again wherever they said them, but for age-restricted places: what
///   was said there is told in such places only.
package struct Viewer: Sendable {
    /// Who else will read the answer.
    var audience: Audience
    /// The ids of the person who reads alone.
    var readers: [String]
    /// Places that everybody who reads the answer may read, the one where it is given among them.
    var readable: Set<String>
    /// What all of them are members of.
    var realm: String?
    /// Whether it is told in a place that is open to all ages: then a person is not told what they said in one that is
    /// not. Of other places ``readable`` says so.
    var isForAllAges = false
    /// Characters whose memories may be used.
    var characters: Set<String>

    package init(audience: Audience, readable: Set<String>, realm: String? = nil, characters: Set<String>) {
        self.audience = audience
        if case .person(let reader) = audience { readers = [reader] } else { readers = [] }
        self.readable = readable
        self.realm = realm
        self.characters = characters
    }

    /// Somebody who looks at what is kept by themselves.
    ///
    /// - Parameter ids: all of theirs, at least one.
    package init(alone ids: [String], characters: Set<String>) {
        self.init(audience: .person(ids.first ?? ""), readable: [], characters: characters)
        readers = ids
    }

    init(of turn: Turn, characters: Set<String>) {
        self.init(
            audience: turn.audience, readable: turn.readable.union([turn.place.id]), realm: turn.place.realm,
            characters: characters)
        if readers == [turn.speaker.id] { readers = turn.speaker.ids }
        isForAllAges = !turn.place.isAgeRestricted
    }

    /// Those who heard it: whatever was said before them may be used, whoever said it.
    var openAudiences: [String] {
        let shared = (realm.map { [Audience.realm($0).key] } ?? []) + [Audience.everyone.key]
        guard readers.isEmpty else { return readers.map { Audience.person($0).key } + shared }
        return readable.sorted().map { Audience.place($0).key } + shared
    }

    /// The rows that may be used, as a condition over ``Said``'s columns.
    func condition(at now: Date) -> (sql: String, arguments: [SQLValue]) {
        let open = openAudiences
        var heard = "audience IN \(marks(open.count))"
        var hearers = open.map { SQLValue.text($0) }
        if !readers.isEmpty {
            let adult = "SELECT place FROM conversation WHERE is_age_restricted = 1"
            let there = isForAllAges ? "AND place NOT IN (\(adult)) " : ""
            heard = "(speaker IN \(marks(readers.count)) \(there)OR \(heard))"
            hearers = readers.map { .text($0) } + hearers
        }
        return (
            """
            \(heard) AND (persona IS NULL OR persona IN \(marks(characters.count)))
            AND (valid_until IS NULL OR valid_until > ?) AND (expires_at IS NULL OR expires_at > ?)
            """,
            hearers + characters.sorted().map { .text($0) } + [SQLValue(now), SQLValue(now)]
        )
    }

    private func marks(_ count: Int) -> String {
        "(" + Array(repeating: "?", count: count).joined(separator: ", ") + ")"
    }
}
