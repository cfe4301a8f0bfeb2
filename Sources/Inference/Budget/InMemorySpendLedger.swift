import Synchronization

/// Remembers what was spent until the program ends: for tests, and where there is no database.
///
/// It keeps eight days, and of each day at most 100,000 scopes; further ones are refused as ``SpendScope/everyone``.
package final class InMemorySpendLedger: SpendLedger {
    fileprivate struct Reserved {
        let amount: Spend
        let scopes: [SpendScope]
        let day: String
    }

    fileprivate struct State {
        var days: [String: [SpendScope: Spend]] = [:]
        var reservations: [ReservationID: Reserved] = [:]
        var lastID: Int64 = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Reservations that are not settled.
    package var open: Int { state.withLock { $0.reservations.count } }

    package func reserve(_ amount: Spend, within limits: [SpendLimit], day: String) async throws -> Reservation {
        state.withLock { state in
            for limit in limits where !limit.leavesSomething(after: state.days[day]?[limit.scope] ?? .zero) {
                return .refused(limit.scope)
            }
            guard (state.days[day]?.count ?? 0) < 100_000 else { return .refused(.everyone) }
            let scopes = limits.map(\.scope)
            state.add(amount, to: scopes, day: day)
            state.lastID &+= 1
            let id = ReservationID(rawValue: state.lastID)
            state.reservations[id] = Reserved(amount: amount, scopes: scopes, day: day)
            return .granted(id)
        }
    }

    package func settle(_ reservation: ReservationID, actual: Spend) async throws {
        state.withLock { state in
            guard let reserved = state.reservations.removeValue(forKey: reservation) else { return }
            state.add(actual - reserved.amount, to: reserved.scopes, day: reserved.day)
        }
    }

    package func spent(_ scope: SpendScope, day: String) async throws -> Spend {
        state.withLock { $0.days[day]?[scope] ?? .zero }
    }
}

extension InMemorySpendLedger.State {
    fileprivate mutating func add(_ amount: Spend, to scopes: [SpendScope], day: String) {
        for scope in scopes { days[day, default: [:]][scope, default: .zero] += amount }
        if days.count > 8, let oldest = days.keys.min() { days[oldest] = nil }
    }
}
