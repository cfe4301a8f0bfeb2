/// Something a person said of themselves that holds for longer than the talk.
struct Statement: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable { case fact, interest, preference, birthday, timeZone }

    var kind: Kind
    /// What it is about, where only one such statement can be true at a time: `home`, `taste:coffee`.
    var topic: String?
    /// In the third person, without the person: "lives in Oslo".
    var text: String
    /// Takes a statement of its topic back, and puts nothing in its place.
    var isEnd = false
}
