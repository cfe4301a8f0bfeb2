import DiscordModel
import Storage
import Testing

@testable import Bot

@Suite struct SealKeyTests {
    @Test func `the key is made once and kept with the data`() async throws {
        let database = try await SQLiteDatabase.forBot()
        let sealed = try await SealKey(database: database).seal().close("ask", "x", for: 2, lasting: .seconds(60))
        let later = try await SealKey(database: database).seal()
        #expect(try later.open(sealed, by: 2).payload == "x")
    }

    @Test func `another program's is another one`() async throws {
        let own = try await SealKey(database: SQLiteDatabase.forBot()).seal()
        let sealed = try own.close("ask", "x", for: 2, lasting: .seconds(60))
        let other = try await SealKey(database: SQLiteDatabase.forBot()).seal()
        #expect(throws: CustomID.Fault.forged) { try other.open(sealed, by: 2) }
    }
}
