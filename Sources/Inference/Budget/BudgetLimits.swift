/// The most that may be spent in a day; nil is no limit.
package struct BudgetLimits: Sendable, Equatable {
    package struct Cap: Sendable, Equatable {
        package var tokens: Int?
        package var microdollars: Int?

        package init(tokens: Int? = nil, microdollars: Int? = nil) {
            self.tokens = tokens
            self.microdollars = microdollars
        }
    }

    package var speaker: Cap
    package var place: Cap
    package var everyone: Cap

    package static let none = BudgetLimits()

    package init(speaker: Cap = Cap(), place: Cap = Cap(), everyone: Cap = Cap()) {
        self.speaker = speaker
        self.place = place
        self.everyone = everyone
    }

    /// The limits on this account; scopes without a cap are there to be counted.
    /// The program's own calls only stand under everyone's.
    func limits(on account: Prompt.Account) -> [SpendLimit] {
        let isProgram = account.speaker == Prompt.Account.program.speaker
        let (speaker, place) = isProgram ? (Cap(), Cap()) : (speaker, place)
        return [
            SpendLimit(.speaker(account.speaker), tokens: speaker.tokens, microdollars: speaker.microdollars),
            SpendLimit(.place(account.place), tokens: place.tokens, microdollars: place.microdollars),
            SpendLimit(.everyone, tokens: everyone.tokens, microdollars: everyone.microdollars),
        ]
    }
}

extension SpendLimit {
    var isLimited: Bool { tokens != nil || microdollars != nil }
}

extension SpendScope {
    /// For the person who is refused.
    package var inWords: String {
        switch self {
        case .speaker: "you"
        case .place: "this place"
        case .everyone: "everyone"
        }
    }

    var label: String {
        switch self {
        case .speaker: "speaker"
        case .place: "place"
        case .everyone: "everyone"
        }
    }
}
