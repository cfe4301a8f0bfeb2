import Foundation
import Storage

/// Who will read what is recalled: it decides what may be recalled at all, before anything is ranked.
///
/// - What somebody said in private is recalled for them alone.
/// - What was said in a place is recalled where everybody who reads the answer may read that place too.
/// - What was put there for all members of a realm, or for everyone, is told to them.
/// - To a person alone, their own words are told again wherever they said them.
package struct Viewer: Sendable {
    /// Who else will read the answer.
    var audience: Audience
    /// Places that everybody who reads the answer may read, the one where it is given among them.
    var readable: Set<String>
    /// What all of them are members of.
    var realm: String?
    /// Characters whose memories may be used.
    var characters: Set<String>

    package init(audience: Audience, readable: Set<String>, realm: String? = nil, characters: Set<String>) {
        self.audience = audience
        self.readable = readable
        self.realm = realm
        self.characters = characters
    }

    init(of turn: Turn, characters: Set<String>) {
        audience = turn.audience
        readable = turn.readable.union([turn.place.id])
        realm = turn.place.realm
        self.characters = characters
    }

    /// Those who heard it: whatever was said before them may be used, whoever said it.
    var openAudiences: [String] {
        let shared = (realm.map { [Audience.realm($0).key] } ?? []) + [Audience.everyone.key]
        if case .person = audience { return [audience.key] + shared }
        return readable.sorted().map { Audience.place($0).key } + shared
    }

    /// The rows that may be used, as a condition over ``Said``'s columns.
    func condition(at now: Date) -> (sql: String, arguments: [SQLValue]) {
        var heard = "audience IN \(marks(openAudiences.count))"
        var hearers = openAudiences.map { SQLValue.text($0) }
        if case .person(let reader) = audience {
            heard = "(speaker = ? OR \(heard))"
            hearers.insert(.text(reader), at: 0)
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
