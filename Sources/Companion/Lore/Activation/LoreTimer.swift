import Inference

/// The time of one entry after it was brought up, in messages of its conversation.
package struct LoreTimer: Sendable, Hashable {
    /// The message it was brought up with.
    package var since: Int
    /// It stays up to this message, …
    package var staysUntil: Int
    /// … and rests after that up to this one.
    package var restsUntil: Int
    /// What the entry was then: a changed entry starts anew.
    package var fingerprint: String

    init(_ entry: LoreEntry, _ fingerprint: String, since turn: Int) {
        let limit = 1_000_000
        since = turn
        staysUntil = turn + min(max(entry.sticky, 0), limit)
        restsUntil = staysUntil + min(max(entry.cooldown, 0), limit)
        self.fingerprint = fingerprint
    }

    init?(json: JSONValue) {
        let turns = 0...(LoreActivation.turnLimit * 2)
        guard let parts = json.array, parts.count == 4, let since = parts[0].asWhole(in: turns),
            let staysUntil = parts[1].asWhole(in: turns), let restsUntil = parts[2].asWhole(in: turns),
            let fingerprint = parts[3].string
        else { return nil }
        (self.since, self.staysUntil, self.restsUntil) = (since, staysUntil, restsUntil)
        self.fingerprint = fingerprint
    }

    var json: JSONValue {
        [.number(Double(since)), .number(Double(staysUntil)), .number(Double(restsUntil)), .string(fingerprint)]
    }

    /// An edited entry, or one whose message was taken back, is as if it had never been brought up.
    func isValid(for fingerprint: String?, at turn: Int) -> Bool {
        turn > since && turn <= restsUntil && self.fingerprint == fingerprint
    }
}
