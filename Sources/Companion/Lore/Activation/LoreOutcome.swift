/// Which lore is told now, where, and why.
package struct LoreOutcome: Sendable, Hashable {
    /// Why an entry was brought up.
    package enum Cause: Sendable, Hashable {
        case constant
        /// The file wants it so, with `@@activate`.
        case decorator
        /// It was brought up before and stays.
        case sticky
        case meaning(score: Double)
        /// A key that was seen in messages.
        case key(String)
        /// A key that was seen when what other entries say was looked at too.
        case told(key: String)
    }

    package struct Telling: Sendable, Hashable {
        package var id: LoreID
        package var comment: String
        package var text: String
        package var tokens: Int
        package var order: Double
        package var place: LorePlace
        package var cause: Cause
    }

    /// An entry that was brought up and is not told.
    package struct Omission: Sendable, Hashable {
        package enum Reason: String, Sendable {
            case budget, bookBudget, chance, group
            /// It is for an outlet without a name, or has nothing to say.
            case nowhere
        }

        package var id: LoreID
        package var reason: Reason
    }

    /// From the start of the prompt to its end; at each place those with higher order last.
    package var tellings: [Telling] = []
    package var omissions: [Omission] = []
    /// To be kept for the next turn of this conversation.
    package var state = LoreState()
    /// Whether patterns took so long that some were not tried.
    package var isIncomplete = false

    /// The tellings at each place, in their order.
    package var places: [(place: LorePlace, tellings: [Telling])] {
        var places: [(place: LorePlace, tellings: [Telling])] = []
        for telling in tellings {
            if places.last?.place == telling.place {
                places[places.count - 1].tellings.append(telling)
            } else {
                places.append((telling.place, [telling]))
            }
        }
        return places
    }
}
