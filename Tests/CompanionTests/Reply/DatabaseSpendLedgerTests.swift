import Inference
import Storage
import Testing

@testable import Companion

@Suite struct DatabaseSpendLedgerTests {
    private let day = "2025-12-02"

    @Test func `what is reserved counts until it is settled, and then what was used`() async throws {
        let ledger = DatabaseSpendLedger(database: try await SQLiteDatabase.migratedInMemory())
        let limits = [SpendLimit(.speaker("a"), tokens: 100), SpendLimit(.everyone)]
        guard case .granted(let id) = try await ledger.reserve(Spend(tokens: 80), within: limits, day: day) else {
            Issue.record("refused")
            return
        }
        #expect(try await ledger.spent(.speaker("a"), day: day).tokens == 80)
        try await ledger.settle(id, actual: Spend(tokens: 30, microdollars: 7))
        #expect(try await ledger.spent(.speaker("a"), day: day) == Spend(tokens: 30, microdollars: 7))
        #expect(try await ledger.spent(.everyone, day: day) == Spend(tokens: 30, microdollars: 7))
        try await ledger.settle(id, actual: Spend(tokens: 1000))
        #expect(try await ledger.spent(.everyone, day: day).tokens == 30, "settling twice changes nothing")
    }

    @Test func `a thousand calls at once overspend by at most one`() async throws {
        let ledger = DatabaseSpendLedger(database: try await SQLiteDatabase.migratedInMemory())
        let limits = [SpendLimit(.everyone, tokens: 1000)]
        let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<1000 {
                group.addTask { [day] in
                    if case .granted = try await ledger.reserve(Spend(tokens: 30), within: limits, day: day) {
                        true
                    } else {
                        false
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(granted == 34)
        #expect(try await ledger.spent(.everyone, day: day).tokens == 1020)
    }

    @Test func `sums too large to count stay countable`() async throws {
        let ledger = DatabaseSpendLedger(database: try await SQLiteDatabase.migratedInMemory())
        for _ in 0..<2 { try await ledger.record([.everyone: Spend(tokens: .max, microdollars: .max)], day: day) }
        #expect(try await ledger.spent(.everyone, day: day) == Spend(tokens: .max, microdollars: .max))
        let limits = [SpendLimit(.everyone, tokens: 10)]
        #expect(try await ledger.reserve(Spend(tokens: 1), within: limits, day: day) == .refused(.everyone))
    }

    @Test func `what a crash kept from settling is cleared away on another day, and stays spent`() async throws {
        let database = try await SQLiteDatabase.migratedInMemory()
        let ledger = DatabaseSpendLedger(database: database)
        for day in ["2025-12-01", "2025-12-02", "2025-12-02"] {
            _ = try await ledger.reserve(Spend(tokens: 5), within: [SpendLimit(.everyone)], day: day)
        }
        let days = try await database.read {
            try $0.rows("SELECT day FROM spend_reservation").map { try $0.text("day") }
        }
        #expect(days == ["2025-12-02", "2025-12-02"])
        #expect(try await ledger.spent(.everyone, day: "2025-12-01").tokens == 5)
    }

    @Test func `a spent limit refuses and names its scope, and takes nothing from the others`() async throws {
        let ledger = DatabaseSpendLedger(database: try await SQLiteDatabase.migratedInMemory())
        let limits = [SpendLimit(.everyone), SpendLimit(.place("p"), tokens: 10)]
        _ = try await ledger.reserve(Spend(tokens: 10), within: limits, day: day)
        #expect(try await ledger.reserve(Spend(tokens: 1), within: limits, day: day) == .refused(.place("p")))
        #expect(try await ledger.spent(.everyone, day: day).tokens == 10)
        #expect(try await ledger.spent(.place("p"), day: "2025-12-03") == .zero)
    }
}
