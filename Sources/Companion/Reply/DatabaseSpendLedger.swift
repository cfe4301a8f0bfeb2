package import Inference
package import Storage

/// Spending in the database: a reservation counts as spent from the start, so
/// that a crash between reserving and settling errs on the side of the purse.
package struct DatabaseSpendLedger: SpendLedger {
    package static let migrations = [
        Migration(
            "companion: spend ledger",
            """
            CREATE TABLE spend (
                day TEXT NOT NULL, scope TEXT NOT NULL, tokens BIGINT NOT NULL, microdollars BIGINT NOT NULL,
                PRIMARY KEY (day, scope));
            CREATE TABLE spend_reservation (
                id BIGINT NOT NULL, day TEXT NOT NULL, scope TEXT NOT NULL, tokens BIGINT NOT NULL,
                microdollars BIGINT NOT NULL, PRIMARY KEY (id, scope))
            """)
    ]

    private let database: any Database

    package init(database: any Database) { self.database = database }

    package func reserve(_ amount: Spend, within limits: [SpendLimit], day: String) async throws -> Reservation {
        let id = Int64.random(in: 1...Int64.max)
        return try await database.write { sql in
            for limit in limits {
                let spent = try Self.spent(limit.scope.key, day, sql)
                guard limit.leavesSomething(after: spent) else { return .refused(limit.scope) }
            }
            // Calls that a crash kept from settling; their estimates stay spent.
            try sql.execute("DELETE FROM spend_reservation WHERE day < ?", [.text(day)])
            for limit in limits {
                try Self.add(amount, to: limit.scope.key, day, sql)
                try sql.insert(
                    "spend_reservation",
                    [
                        "id": .integer(id), "day": .text(day), "scope": .text(limit.scope.key),
                        "tokens": SQLValue(amount.tokens), "microdollars": SQLValue(amount.microdollars),
                    ])
            }
            return .granted(ReservationID(rawValue: id))
        }
    }

    package func settle(_ reservation: ReservationID, actual: Spend) async throws {
        try await database.write { sql in
            for row in try sql.rows("SELECT * FROM spend_reservation WHERE id = ?", [.integer(reservation.rawValue)]) {
                try Self.add(actual - Spend(row), to: try row.text("scope"), try row.text("day"), sql)
            }
            try sql.execute("DELETE FROM spend_reservation WHERE id = ?", [.integer(reservation.rawValue)])
        }
    }

    package func record(_ spent: [SpendScope: Spend], day: String) async throws {
        try await database.write { sql in
            for (scope, amount) in spent { try Self.add(amount, to: scope.key, day, sql) }
        }
    }

    package func spent(_ scope: SpendScope, day: String) async throws -> Spend {
        try await database.read { sql in try Self.spent(scope.key, day, sql) }
    }

    private static func spent(_ scope: String, _ day: String, _ sql: any SQLConnection) throws -> Spend {
        try sql.row("SELECT tokens, microdollars FROM spend WHERE day = ? AND scope = ?", [.text(day), .text(scope)])
            .map(Spend.init) ?? .zero
    }

    /// The sum is made here: a sum of SQL that overflows becomes a real, which nobody could read again.
    private static func add(_ amount: Spend, to scope: String, _ day: String, _ sql: any SQLConnection) throws {
        let sum = try spent(scope, day, sql) + amount
        try sql.execute(
            """
            INSERT INTO spend (day, scope, tokens, microdollars) VALUES (?, ?, ?, ?)
            ON CONFLICT (day, scope) DO UPDATE SET tokens = excluded.tokens, microdollars = excluded.microdollars
            """,
            [.text(day), .text(scope), SQLValue(sum.tokens), SQLValue(sum.microdollars)])
    }
}

extension Spend {
    fileprivate init(_ row: Row) throws {
        self.init(tokens: try row.int("tokens"), microdollars: try row.int("microdollars"))
    }
}

extension DatabaseSpendLedger {
    /// As what a person spent is found in the table.
    static func scope(ofSpeaker id: String) -> String { SpendScope.speaker(id).key }

    /// Budgets are of one day: what people and places spent on earlier ones is of no use.
    static func dropEarlierDays(_ sql: any SQLConnection) throws {
        try sql.execute(
            "DELETE FROM spend WHERE scope <> ? AND day < (SELECT MAX(day) FROM spend)",
            [.text(SpendScope.everyone.key)])
    }
}

extension SpendScope {
    fileprivate var key: String {
        switch self {
        case .speaker(let id): "speaker:\(id)"
        case .place(let id): "place:\(id)"
        case .everyone: "everyone"
        }
    }
}
