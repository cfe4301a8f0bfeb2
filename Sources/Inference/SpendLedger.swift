/// Remembers what was spent, so that a restart does not forget it.
///
/// Two steps keep parallel calls honest: a reservation takes the most a call
/// may cost before it is made, settling replaces it by what it did cost.
package protocol SpendLedger: Sendable {
    /// Takes `amount` from every one of `limits` at once, or from none.
    ///
    /// Granted while something of every limit is left (spent and reserved below
    /// it), so that a limit smaller than one call still allows a first one: the
    /// last call may run over, and only that one. A limit of nil only counts.
    ///
    /// - Returns: the reservation, or the limit that stands in the way.
    func reserve(_ amount: Spend, within limits: [SpendLimit], day: String) async throws -> Reservation

    /// Replaces the reservation by what was really spent (`.zero` gives it back).
    func settle(_ reservation: ReservationID, actual: Spend) async throws

    /// Counts what was spent where nothing is limited and so nothing was reserved.
    func record(_ spent: [SpendScope: Spend], day: String) async throws

    /// What is spent or reserved on `day` under `scope`.
    func spent(_ scope: SpendScope, day: String) async throws -> Spend
}

extension SpendLedger {
    package func record(_ spent: [SpendScope: Spend], day: String) async throws {
        for (scope, amount) in spent {
            guard case .granted(let id) = try await reserve(amount, within: [SpendLimit(scope)], day: day) else {
                continue
            }
            try await settle(id, actual: amount)
        }
    }
}

/// Tokens and money. Money is in millionths of a US dollar, so that sums stay exact.
package struct Spend: Sendable, Hashable {
    package var tokens: Int
    package var microdollars: Int

    package static let zero = Spend(tokens: 0, microdollars: 0)

    package init(tokens: Int, microdollars: Int = 0) {
        self.tokens = tokens
        self.microdollars = microdollars
    }
}

extension Spend {
    package static func + (one: Spend, other: Spend) -> Spend {
        Spend(
            tokens: one.tokens.saturatingAdd(other.tokens),
            microdollars: one.microdollars.saturatingAdd(other.microdollars))
    }

    package static func += (one: inout Spend, other: Spend) { one = one + other }

    package static func - (one: Spend, other: Spend) -> Spend {
        Spend(tokens: one.tokens &- other.tokens, microdollars: one.microdollars &- other.microdollars)
    }
}

/// Whose spending is counted together.
package enum SpendScope: Sendable, Hashable {
    case speaker(String)
    case place(String)
    case everyone
}

/// The most a scope may spend in one day; nil is no limit.
package struct SpendLimit: Sendable, Hashable {
    package var scope: SpendScope
    package var tokens: Int?
    package var microdollars: Int?

    package init(_ scope: SpendScope, tokens: Int? = nil, microdollars: Int? = nil) {
        self.scope = scope
        self.tokens = tokens
        self.microdollars = microdollars
    }
}

extension SpendLimit {
    /// Whether somebody who has spent this may make another call.
    package func leavesSomething(after spent: Spend) -> Bool {
        (tokens.map { spent.tokens < $0 } ?? true) && (microdollars.map { spent.microdollars < $0 } ?? true)
    }
}

package struct ReservationID: Sendable, Hashable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

package enum Reservation: Sendable, Equatable {
    case granted(ReservationID)
    case refused(SpendScope)
}
